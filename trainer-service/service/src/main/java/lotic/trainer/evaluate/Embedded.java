package lotic.trainer.evaluate;

import lotic.learning.evaluation.Features;

import java.util.List;
import java.util.Optional;

/// Images and their features, row by row.
///
/// @param images those that the decoder makes a picture of
/// @param features theirs; empty if there are no images, or if a feature is not finite, which is
///   the end of a run that has diverged
record Embedded(List<HeldOutImage> images, Optional<Features> features) {

    static Embedded of(List<HeldOutImage> images, int dimension, float[] values) {
        boolean finite = !images.isEmpty();
        for (float value : values) {
            finite &= Float.isFinite(value);
        }
        return new Embedded(
                List.copyOf(images),
                finite
                        ? Optional.of(new Features(images.size(), dimension, values))
                        : Optional.empty());
    }
}
