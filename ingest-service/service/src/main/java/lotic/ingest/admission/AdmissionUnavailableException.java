package lotic.ingest.admission;

/// Admission cannot answer now; it may a moment later.
public final class AdmissionUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AdmissionUnavailableException(String message) {
        super(message);
    }

    public AdmissionUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
