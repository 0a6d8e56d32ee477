package lotic.trainer.learner;

import lotic.learning.engine.Compute;

import java.util.Optional;

/// What an operator asks of the machine. What is left open is found out when a run begins, and is
/// the run's own afterwards: both change bits.
///
/// @param device where to compute; empty takes a GPU where the engine finds one
/// @param threads of the engine on the CPU; 0 leaves one core to decoding and the rest
public record ComputeChoice(Optional<Compute.Device> device, int threads) {

    /// What a new run computes on.
    ///
    /// @param best the fastest device of this machine
    /// @param cores of this machine
    public Compute on(Compute.Device best, int cores) {
        return new Compute(device.orElse(best), threads > 0 ? threads : Math.max(1, cores - 1));
    }
}
