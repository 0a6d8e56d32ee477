package lotic.registry.store;

import java.time.Instant;

/// What somebody found out about a version. It lies beside the version, whose files, metadata and
/// content id stay as they were published.
///
/// @param number from 1 for each version, without gaps
/// @param attachedAt when it was accepted
/// @param document the finding with all its constants; JSON text of an object
public record Evaluation(long number, Instant attachedAt, String document) {

    /// The longest document, in UTF-8 bytes.
    public static final int DOCUMENT_BYTES_MAX = 32 << 10;

    /// Evaluations of one version: all of them are one answer, which is made in memory.
    static final int COUNT_MAX = 100;

    /// The refusal of a longer one.
    public static StoreException tooLarge() {
        return new StoreException(
                StoreException.Reason.EVALUATION_TOO_LARGE,
                "the evaluation has more than %d bytes".formatted(DOCUMENT_BYTES_MAX));
    }

    /// What came of attaching one.
    ///
    /// @param evaluation the one that the version has now
    /// @param existed true if it had the same document already
    public record Attached(Evaluation evaluation, boolean existed) {}
}
