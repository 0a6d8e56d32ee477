package lotic.ingest.http;

/// A header or a parameter of a request cannot be read.
final class BadFieldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadFieldException(String message, Throwable cause) {
        super(message, cause);
    }
}
