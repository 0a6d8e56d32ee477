package lotic.registry.inference;

import java.util.Objects;

/// A version could not be put to work, or an image could not be looked at.
public final class InferenceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /// Whose fault it is, which decides what can help.
    public enum Reason {
        /// The image: another one will do.
        IMAGE,
        /// The version lacks a file, or has one that cannot be used: another version may do.
        VERSION,
        /// The embedder was closed.
        CLOSED
    }

    InferenceException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    InferenceException(Reason reason, String message, Throwable cause) {
        super("%s (%s)".formatted(message, cause.getMessage()), cause);
        this.reason = reason;
    }

    /// What happened, to what, and what to do.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    public Reason reason() {
        return reason;
    }
}
