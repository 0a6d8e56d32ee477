package lotic.learning.recipe;

import lotic.learning.ops.Activations;

/// How a step goes about with memory.
///
/// Micro-batches are not a smaller memory for the same step. The gradient is the mean of theirs,
/// but batch-norm normalises each by itself and moves its running statistics once for each;
/// Sinkhorn spreads each over the prototypes by itself, with the queue, which takes in one
/// micro-batch after the other and so has some of the same step in it. Use a queue where a
/// micro-batch has too few images for the prototypes.
///
/// @param activations of the trunk's blocks, kept or computed a second time for the gradient, which
///   takes less memory and about a third more time; the bits are the same
/// @param microBatches equal parts of the batch that are gone through one after the other, 1 or
///   more
public record MemorySpec(Activations activations, int microBatches) {

    /// Everything is kept, the batch is whole: the fastest step.
    public static final MemorySpec FASTEST = new MemorySpec(Activations.KEPT, 1);

    public MemorySpec {
        Setting.isAtLeast(1, "memory.micro_batches", microBatches, "1 for the whole batch");
    }
}
