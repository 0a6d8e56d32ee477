package lotic.learning.recipe;

import lotic.learning.ops.Activations;

/// How a step goes about with memory.
///
/// @param activations of the trunk's blocks, kept or computed a second time for the gradient, which
///   takes less memory and about a third more time; the bits are the same
public record MemorySpec(Activations activations) {

    /// Everything is kept: the fastest step.
    public static final MemorySpec FASTEST = new MemorySpec(Activations.KEPT);
}
