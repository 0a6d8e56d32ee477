package lotic.learning.optimizer;

import lotic.learning.ops.TrainingOps;

/// Moves weights along a decaying sum of directions (Polyak 1964), in PyTorch's form: the rate
/// scales the sum, not each direction as it enters.
///
/// @param share of the sum that is left after a step, from 0 to below 1
record Momentum(double share) {

    /// v ← share · v + direction; p ← p − rate · v.
    <T> void move(TrainingOps<T> ops, T parameter, T direction, T rate) {
        T momentum = ops.in("optimizer/").bufferLike("momentum", parameter);
        T velocity = ops.add(ops.mul(momentum, share), direction);
        ops.assign(momentum, velocity);
        ops.assign(parameter, ops.sub(parameter, ops.mul(velocity, rate)));
    }
}
