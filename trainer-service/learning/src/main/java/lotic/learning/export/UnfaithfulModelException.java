package lotic.learning.export;

/// A model file would not give clients the features that the trainer sees.
public final class UnfaithfulModelException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnfaithfulModelException(String message) {
        super(message);
    }

    UnfaithfulModelException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
