package lotic.trainer.pictures;

import java.time.Instant;
import java.util.Optional;

/// A picture that a plan took.
///
/// @param sequence counts the pictures that were kept, from 1
/// @param partition of the image topic
/// @param offset of the record
/// @param sha256 of the file, 64 lower-case hexadecimal digits
/// @param step whose plan took it
/// @param fate what became of it
/// @param detail of the fate: why it was skipped; empty otherwise
/// @param label its class, where the producer gave one and it is held out
/// @param seenAt when the plan took it
/// @param file the image as it came; empty if it was skipped
@SuppressWarnings("ArrayRecordComponent") // files are handed on as they are and never compared
public record Picture(
        long sequence,
        int partition,
        long offset,
        String sha256,
        long step,
        Fate fate,
        Optional<String> detail,
        Optional<String> label,
        Instant seenAt,
        byte[] file) {

    /// What became of a record.
    public enum Fate {
        /// It is in a batch.
        TRAINED,
        /// It is kept for evaluation and never learnt.
        HELD_OUT,
        /// The decoder makes no picture of it.
        SKIPPED
    }
}
