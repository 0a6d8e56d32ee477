package lotic.learning.ops;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// Numbers that golden vectors are made from: value i of a name is draw i of a SplittableRandom
/// whose seed is the name's FNV-1a hash, rounded to float32.
public final class CounterValues {

    private CounterValues() {}

    /// Draws in [0, 1).
    public static double[] unit(String name, int size) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        SplittableRandom random = new SplittableRandom(hash);
        return IntStream.range(0, size).mapToDouble(i -> random.nextDouble()).toArray();
    }

    /// Draws in (-bound, bound).
    public static double[] symmetric(String name, int size, double bound) {
        return rounded(name, size, u -> (2 * u - 1) * bound);
    }

    /// Weights and statistics as golden runs begin with, by the kind of the name.
    public static double[] weight(String prefix, String name, Shape shape) {
        int size = Math.toIntExact(shape.size());
        String key = prefix + name;
        if (shape.rank() == 4) {
            long fan = shape.axis(1) * shape.axis(2) * shape.axis(3);
            return symmetric(key, size, Math.sqrt(6.0 / fan));
        }
        if (shape.rank() == 2) {
            return symmetric(key, size, Math.sqrt(3.0 / shape.axis(1)));
        }
        boolean norm = name.contains("bn");
        if (norm && (name.endsWith(".weight") || name.endsWith("running_var"))) {
            return rounded(key, size, u -> 0.5 + u);
        }
        return symmetric(key, size, norm ? 0.2 : 0.1);
    }

    private static double[] rounded(String name, int size, DoubleUnaryOperator map) {
        double[] values = unit(name, size);
        for (int i = 0; i < size; i++) {
            values[i] = (float) map.applyAsDouble(values[i]);
        }
        return values;
    }
}
