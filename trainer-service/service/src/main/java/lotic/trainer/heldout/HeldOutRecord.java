package lotic.trainer.heldout;

import lotic.trainer.evaluate.HeldOutImage;

import java.util.Optional;

/// A record that is kept for evaluation.
///
/// @param sha256 of the image, 64 lower-case hexadecimal digits
/// @param label the image's class, where the producer gave one
/// @param side where it belongs
/// @param partition of the image topic
/// @param offset of the record
public record HeldOutRecord(
        String sha256, Optional<String> label, HeldOutRule.Side side, int partition, long offset) {

    HeldOutImage image() {
        return new HeldOutImage(sha256, label);
    }
}
