package lotic.inspection;

/// Ends a scan: the file is not taken, and why. Never leaves the package.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    Refusal(Reason reason, String detail) {
        // Hostile files are refused by the thousand: no stack trace, nothing suppressed.
        super(detail, null, false, false);
        this.reason = reason;
    }

    static Refusal corrupt(String detail) {
        return new Refusal(Reason.CORRUPT, detail);
    }

    static Refusal unsupported(String detail) {
        return new Refusal(Reason.UNSUPPORTED_FORMAT, detail);
    }

    Reason reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
