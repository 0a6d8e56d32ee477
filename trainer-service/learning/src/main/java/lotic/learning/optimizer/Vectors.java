package lotic.learning.optimizer;

import lotic.learning.ops.Slot;

import java.util.function.Predicate;

/// Tells biases and the scales and shifts of norms, which are vectors, from all other parameters.
final class Vectors {

    private Vectors() {}

    /// Those to treat apart.
    ///
    /// @param excluded false if none are
    static Predicate<Slot> among(boolean excluded) {
        return slot -> excluded && slot.shape().rank() == 1;
    }
}
