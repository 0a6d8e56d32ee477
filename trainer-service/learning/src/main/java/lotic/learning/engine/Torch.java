package lotic.learning.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;

/// The PyTorch engine, loaded at first use.
public final class Torch {

    private Torch() {}

    /// DJL's device of a kind, with the engine loaded.
    ///
    /// @throws IllegalStateException if the machine has none of that kind
    public static Device device(Compute compute) {
        Engine engine = Engine.getEngine("PyTorch");
        return switch (compute.device()) {
            case CPU -> Device.cpu();
            case CUDA -> {
                if (engine.getGpuCount() == 0) {
                    throw new IllegalStateException(
                            "the engine finds no CUDA device; ./lotic doctor says what is missing");
                }
                yield Device.gpu();
            }
        };
    }

    /// The fastest kind of device that the engine finds. Loads the engine only where the machine
    /// has a GPU, which a start should not wait for elsewhere.
    public static Compute.Device best() {
        return CudaUtils.getGpuCount() > 0 && Engine.getEngine("PyTorch").getGpuCount() > 0
                ? Compute.Device.CUDA
                : Compute.Device.CPU;
    }

    /// Sets how many threads operations use that the calling thread starts. libtorch keeps the
    /// number per thread, and it changes bits.
    public static void useThreads(Compute compute) {
        JniUtils.setNumThreads(compute.threads());
    }
}
