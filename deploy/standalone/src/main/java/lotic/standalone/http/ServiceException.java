package lotic.standalone.http;

/// A service did not answer, or not as hoped. The message names it and says what to do.
public final class ServiceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /// What kind of failure.
    public enum Reason {
        /// Nobody answers there.
        UNREACHABLE,
        /// It has no such thing.
        NOT_FOUND,
        /// It answers that it cannot for now: 429 or 503.
        NOT_NOW,
        /// It answers, and says no.
        REFUSED
    }

    /// @param message a sentence
    public ServiceException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /// Why.
    public Reason reason() {
        return reason;
    }
}
