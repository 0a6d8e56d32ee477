package lotic.schemas;

/// Bytes that were read from a topic are no record that this release can read.
public final class UnreadableRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What is wrong with the bytes.
    public enum Reason {
        /// They do not start with the header of a single-object encoded Avro record.
        NO_RECORD,
        /// They were written with a schema that no release up to this one has.
        UNKNOWN_SCHEMA,
        /// They are a record, but not of the type that was asked for.
        OTHER_TYPE,
        /// They end too early, go on too long or contradict their schema.
        MALFORMED
    }

    private final Reason reason;

    UnreadableRecordException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    UnreadableRecordException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
