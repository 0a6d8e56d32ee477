package lotic.benchmarks;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import lotic.learning.StepCost;
import lotic.learning.engine.Compute;
import lotic.learning.engine.Torch;
import lotic.learning.recipe.Recipe;

import java.util.ArrayList;
import java.util.List;

/// What no float32 step can be faster than on this machine: its arithmetic at the pace of a large
/// matrix product, and its feature maps through memory at the pace of adding large arrays. What of
/// the maps stays in caches moves faster, so the second is no bound in the strict sense.
///
/// @param gigaflop of a step, two for each multiply-add, three passes
/// @param gigaflopPerS of a product of matrices of 2048 x 2048
/// @param gigabytes of feature maps that a step reads and writes
/// @param gigabytesPerS of a sum of arrays of 128 MiB
public record StepFloor(
        double gigaflop, double gigaflopPerS, double gigabytes, double gigabytesPerS) {

    /// The forward pass, the gradients of maps and those of weights.
    private static final int PASSES = 3;

    /// Each operation's backward reads the incoming gradient and what was kept, and writes one:
    /// three numbers for the forward pass' two.
    private static final double TRAFFIC_PASSES = 2.5;

    private static final int MATRIX = 2048;
    private static final int ARRAY = 32 << 20;
    private static final int REPEATS = 9;

    /// Counts and measures.
    ///
    /// @param recipe of the step
    public static StepFloor measure(Recipe recipe, Compute compute) {
        StepCost cost = StepCost.of(recipe);
        Device device = Torch.device(compute);
        Torch.useThreads(compute);
        try (NDManager manager = NDManager.newBaseManager(device)) {
            NDArray matrix = manager.randomUniform(-1, 1, new Shape(MATRIX, MATRIX));
            double product = fastestS(() -> matrix.matMul(matrix).close());
            NDArray one = manager.ones(new Shape(ARRAY));
            NDArray other = manager.ones(new Shape(ARRAY));
            double sum = fastestS(() -> one.addi(other));
            return new StepFloor(
                    2e-9 * PASSES * cost.multiplyAdds(),
                    2e-9 * MATRIX * MATRIX * MATRIX / product,
                    1e-9 * TRAFFIC_PASSES * Float.BYTES * cost.mapNumbersMoved(),
                    1e-9 * 3 * Float.BYTES * ARRAY / sum);
        }
    }

    /// Milliseconds of arithmetic alone.
    public double arithmeticMs() {
        return 1e3 * gigaflop / gigaflopPerS;
    }

    /// Milliseconds of memory traffic alone.
    public double trafficMs() {
        return 1e3 * gigabytes / gigabytesPerS;
    }

    private static double fastestS(Runnable work) {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            long begun = System.nanoTime();
            work.run();
            seconds.add((System.nanoTime() - begun) / 1e9);
        }
        return Spread.of(seconds).min();
    }
}
