package lotic.registry.store;

/// The store cannot or will not do what was asked.
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /// Whose matter it is.
    public enum Kind {
        /// The asker's.
        INPUT,
        /// A bound of this store was reached.
        LIMIT,
        /// This store's own, or its disk's.
        STORE
    }

    /// Why.
    public enum Reason {
        NOT_FOUND(Kind.INPUT),
        /// A prefix of a content id that several versions share.
        AMBIGUOUS(Kind.INPUT),
        /// A manifest names blobs that were never uploaded, or with another size.
        BLOB_MISSING(Kind.INPUT),
        /// An upload is not what its address says.
        DIGEST_MISMATCH(Kind.INPUT),
        /// A file that could run code when read, or a safetensors file that breaks its format.
        CONTENT_REFUSED(Kind.INPUT),
        /// A newer trainer of the run has published already.
        STALE_EPOCH(Kind.INPUT),
        /// The run published other files after this step.
        STEP_CONFLICT(Kind.INPUT),
        /// The alias does not name what the mover thinks.
        ALIAS_MOVED(Kind.INPUT),
        /// `latest` follows publishing alone.
        ALIAS_FIXED(Kind.INPUT),
        /// A cursor beyond the log's end: it is another registry's.
        CURSOR_AHEAD(Kind.INPUT),
        BLOB_TOO_LARGE(Kind.LIMIT),
        METADATA_TOO_LARGE(Kind.LIMIT),
        EVALUATION_TOO_LARGE(Kind.LIMIT),
        /// A version has as many evaluations as it may.
        EVALUATIONS_FULL(Kind.LIMIT),
        DISK_FULL(Kind.LIMIT),
        /// Another process has the folder.
        IN_USE(Kind.STORE),
        /// The folder was written by a newer Lotic, or its index is damaged.
        UNREADABLE(Kind.STORE),
        CLOSED(Kind.STORE);

        private final Kind kind;

        Reason(Kind kind) {
            this.kind = kind;
        }

        public Kind kind() {
            return kind;
        }
    }

    public StoreException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public StoreException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
