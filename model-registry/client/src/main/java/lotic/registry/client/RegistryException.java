package lotic.registry.client;

import java.util.Objects;

/// The registry could not be reached, refused, or answered something that does not verify.
public final class RegistryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /// Why, which decides whether trying again can help.
    public enum Reason {
        /// No answer, or none for now: try again later.
        UNREACHABLE,
        /// The registry knows no such model, version or file.
        NOT_FOUND,
        /// The registry says no: trying again will not help.
        REFUSED,
        /// The bytes are not what their digest says; nothing was kept.
        CORRUPT,
        /// This machine failed: a disk that is full, a folder that cannot be written or is in use.
        LOCAL
    }

    public RegistryException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public RegistryException(Reason reason, String message, Throwable cause) {
        super(message, cause);
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
