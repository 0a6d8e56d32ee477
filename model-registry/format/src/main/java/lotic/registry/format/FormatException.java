package lotic.registry.format;

/// Bytes or a name from outside break a rule of this package.
public final class FormatException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /// What was broken.
    public enum Reason {
        /// A name, path or reference is not written as the rules ask.
        NAME,
        /// A digest is not 64 lower-case hexadecimal digits.
        DIGEST,
        /// A safetensors file is damaged or breaks the format.
        SAFETENSORS,
        /// A manifest is empty, too large, or names a file twice.
        MANIFEST
    }

    public FormatException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
