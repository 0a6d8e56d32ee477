package lotic.ingest.intake;

/// The broker did not take a submission; whether it lies in the topic is not known.
public final class SubmissionLogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SubmissionLogException(String message, Throwable cause) {
        super(message, cause);
    }
}
