package lotic.schemas;

/// The topics are not as Lotic needs them, and could not be made so.
public final class TopicSetupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// Why, which decides what to look at.
    public enum Reason {
        /// No broker answered: it is away, or the address or the client settings lead to none.
        UNREACHABLE,
        /// The broker says no, or has a topic that Lotic cannot work with.
        REFUSED
    }

    TopicSetupException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    TopicSetupException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
