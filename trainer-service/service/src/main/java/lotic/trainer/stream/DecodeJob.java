package lotic.trainer.stream;

import java.nio.ByteBuffer;

/// Something for a decode worker, with a place for the views that it makes.
sealed interface DecodeJob {

    /// Where the views go: direct, of the recipe's size, from position 0.
    ByteBuffer views();

    /// A record that no plan has yet.
    record Fresh(SourceRecord record, ByteBuffer views) implements DecodeJob {}

    /// A record that is learnt once more.
    record Again(Replay replay, ByteBuffer views) implements DecodeJob {}
}
