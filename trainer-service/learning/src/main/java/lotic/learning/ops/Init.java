package lotic.learning.ops;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// The first numbers of a tensor. They depend on the run's seed and the tensor's name only, so that
/// neither the order of declarations nor the platform changes a fresh network.
public sealed interface Init {

    /// All zeros.
    static Init zeros() {
        return new Constant(0);
    }

    /// All ones.
    static Init ones() {
        return new Constant(1);
    }

    /// The same number everywhere.
    record Constant(double value) implements Init {}

    /// Normal around 0.
    ///
    /// @param deviation standard deviation
    record Normal(double deviation) implements Init {}

    /// Uniform in [-bound, bound).
    record Uniform(double bound) implements Init {}

    /// Normal with variance 2 / (k² outputs), as RegNets are initialised: groups are not taken into
    /// account (pycls; He et al. 2015, arXiv:1502.01852, fan-out form).
    static Init convolution(long outputs, int kernel) {
        return new Normal(Math.sqrt(2.0 / ((double) outputs * kernel * kernel)));
    }

    /// Uniform in ±1/√inputs, the weight and bias of a fresh linear layer in PyTorch.
    static Init linear(long inputs) {
        return new Uniform(1 / Math.sqrt((double) inputs));
    }

    /// The numbers of one tensor.
    ///
    /// @param seed of the run
    /// @param name of the tensor
    default double[] draw(long seed, String name, int size) {
        double[] numbers = new double[size];
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L ^ fnv1a(name));
        for (int i = 0; i < size; i++) {
            numbers[i] =
                    switch (this) {
                        case Constant(double value) -> value;
                        case Normal(double deviation) -> deviation * gaussian(random);
                        case Uniform(double bound) -> bound * (2 * random.nextDouble() - 1);
                    };
        }
        return numbers;
    }

    /// FNV-1a with 64 bits of the name's UTF-8.
    private static long fnv1a(String name) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return hash;
    }

    /// Box and Muller's transform in strict arithmetic: the JDK does not promise which algorithm
    /// its own nextGaussian uses.
    private static double gaussian(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }
}
