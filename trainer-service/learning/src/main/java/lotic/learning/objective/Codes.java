package lotic.learning.objective;

import lotic.learning.ops.TrainingOps;
import lotic.learning.recipe.ObjectiveSpec;

import java.util.List;
import java.util.Optional;

/// Assigns crops to prototypes: Sinkhorn over the batch and, where there is a queue, over earlier
/// projections too, so that a small batch is spread as a large one would be.
record Codes(ObjectiveSpec.Swav spec) {

    /// The scalar that tells how many steps were made before.
    static final String STEP = "step";

    /// The codes of one crop of each image.
    ///
    /// @param crop its number; each assigned crop has a queue of its own
    /// @param scores (B, K)
    /// @param projections (B, D) of the same crop, rows of length one
    /// @param prototypes (K, D), rows of length one
    /// @return (B, K), rows sum to 1; without a gradient
    <T> T of(TrainingOps<T> ops, int crop, T scores, T projections, T prototypes) {
        T codes =
                spec.queueLength() == 0
                        ? sinkhorn().assign(ops, scores)
                        : withQueue(ops, crop, scores, projections, prototypes);
        if (spec.hardCodeSteps() == 0) {
            return codes;
        }
        return ops.choose(
                ops.atLeast(ops.scalar(STEP), (double) spec.hardCodeSteps()),
                () -> codes,
                () -> ops.oneHotOfLargest(codes));
    }

    private Sinkhorn sinkhorn() {
        return new Sinkhorn(spec.sinkhornIterations(), spec.epsilon(), spec.powerLaw());
    }

    /// Earlier projections take part once the queue is full, which its oldest row tells.
    private <T> T withQueue(TrainingOps<T> ops, int crop, T scores, T projections, T prototypes) {
        int length = spec.queueLength();
        T queue = ops.buffer("queue." + crop, length, spec.dimension());
        T oldest = ops.slice(queue, 0, length - 1, length);
        T codes =
                ops.choose(
                        ops.positive(ops.norm(oldest)),
                        () -> {
                            T earlier = ops.linear(queue, prototypes, Optional.empty());
                            T all = ops.cat(List.of(ops.detach(earlier), ops.detach(scores)), 0);
                            // The batch stands behind the queue: its size is nobody's business.
                            return ops.slice(
                                    sinkhorn().assign(ops, all), 0, length, Long.MAX_VALUE);
                        },
                        () -> sinkhorn().assign(ops, scores));
        T newestFirst = ops.cat(List.of(ops.detach(projections), queue), 0);
        ops.when(
                ops.atLeast(ops.scalar(STEP), (double) spec.queueFromStep()),
                () -> ops.assign(queue, ops.slice(newestFirst, 0, 0, length)));
        return codes;
    }
}
