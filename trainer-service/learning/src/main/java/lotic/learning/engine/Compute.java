package lotic.learning.engine;

/// On what to compute. Both settings change bits, so they are part of a run's state.
///
/// @param device the kind of device
/// @param threads of the engine for one operation on the CPU, 1 or more
public record Compute(Device device, int threads) {

    /// Kinds of device.
    public enum Device {
        CPU,
        CUDA
    }
}
