package lotic.ingest;

/// The service could not be started; the message says what to change.
public final class IngestStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IngestStartException(String message) {
        super(message);
    }

    IngestStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
