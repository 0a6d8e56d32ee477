package lotic.learning.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;

import lotic.learning.ops.Arithmetic;
import lotic.learning.ops.CounterValues;
import lotic.learning.ops.Eager;
import lotic.learning.ops.Interpreter;
import lotic.learning.ops.Interpreter.Input;
import lotic.learning.ops.Interpreter.Running;
import lotic.learning.ops.Mode;
import lotic.learning.ops.Program;
import lotic.learning.ops.Shape;
import lotic.learning.ops.Slot;
import lotic.learning.ops.TrainingOps;
import lotic.learning.ops.TrainingOps.Descent;
import lotic.learning.state.GoldenTensors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;

/// Golden vectors were made in float64 by another implementation; they hold to 1e-9 of the largest
/// number of each tensor, 1e-8 for the deeper network.
class RegNetYTest {

    private static final RegNetY TINY =
            new RegNetY(
                    8,
                    List.of(
                            new RegNetY.Stage(8, 1, 8),
                            new RegNetY.Stage(16, 1, 8),
                            new RegNetY.Stage(24, 2, 8),
                            new RegNetY.Stage(32, 1, 8)));

    /// The features times a fixed matrix, summed; learning replaces each parameter by its gradient.
    private record Probed(Trunk trunk, int rows) implements Program {

        @Override
        public <T> Map<String, T> run(TrainingOps<T> ops, List<T> inputs) {
            Descent<T> descent =
                    ops.descend(
                            () -> loss(ops, inputs),
                            gradients ->
                                    ops.each(
                                            gradients,
                                            slot -> true,
                                            (one, p, gradient) -> one.assign(p, gradient)));
            return Map.of("loss", descent.loss());
        }

        private <T> T loss(TrainingOps<T> ops, List<T> inputs) {
            T features =
                    trunk.forward(ops, List.of(new View<>(inputs.get(0), 1))).getFirst().pooled();
            ops.assign(ops.buffer("features", rows, trunk.dimension()), features);
            T weighted = ops.mul(features, inputs.get(1));
            return ops.mul(ops.mean(weighted), (double) rows * trunk.dimension());
        }
    }

    @ParameterizedTest
    @EnumSource
    void learnsAsTheSmallGoldenNetwork(Interpreter interpreter) {
        learnsAs("regnet_tiny", "tiny:", TINY, 2, 32, 1e-9, interpreter);
    }

    @ParameterizedTest
    @EnumSource
    void learnsAsTheGoldenRegNetY002(Interpreter interpreter) {
        RegNetY trunk = RegNetFamily.REGNETY_002.trunk();
        learnsAs("regnety_002", "y002:", trunk, 4, 64, 1e-8, interpreter);
    }

    private static void learnsAs(
            String file,
            String prefix,
            RegNetY trunk,
            int rows,
            int size,
            double tolerance,
            Interpreter interpreter) {
        GoldenTensors golden = GoldenTensors.of(file);
        double[] pixels = CounterValues.symmetric(prefix + "input", rows * 3 * size * size, 1);
        double[] probe = CounterValues.symmetric(prefix + "probe", rows * trunk.dimension(), 1);
        try (Running running =
                interpreter.prepare(
                        new Probed(trunk, rows),
                        Arithmetic.FLOAT64,
                        Shape.of(rows, 3, size, size),
                        Shape.of(rows, trunk.dimension()))) {
            fill(running, prefix);

            double loss =
                    running.run(
                                    Mode.LEARNING,
                                    Map.of(),
                                    List.of(
                                            Input.of(pixels, rows, 3, size, size),
                                            Input.of(probe, rows, trunk.dimension())))
                            .getOrDefault("loss", Double.NaN);

            assertThat(loss).isCloseTo(golden.doubles("train.loss")[0], within(1e-7));
            assertClose(running.tensor("features"), golden.doubles("train.features"), tolerance);
            for (String name : golden.names()) {
                if (name.startsWith("grad.")) {
                    assertClose(running.tensor(name.substring(5)), golden.doubles(name), tolerance);
                } else if (name.startsWith("after.")) {
                    assertClose(running.tensor(name.substring(6)), golden.doubles(name), tolerance);
                }
            }
            double[] norms =
                    running.state().layout().parameters().stream()
                            .mapToDouble(slot -> norm(running.tensor(slot.name())))
                            .toArray();
            assertClose(norms, golden.doubles("grad_norms"), tolerance);
        }
    }

    @Test
    void servesTheMapsOfTheSmallGoldenNetwork() {
        servesAs("regnet_tiny", "tiny:", TINY, 2, 32, 1e-9);
    }

    @Test
    void servesTheFeaturesOfTheGoldenRegNetY002() {
        servesAs("regnety_002", "y002:", RegNetFamily.REGNETY_002.trunk(), 4, 64, 1e-8);
    }

    private static void servesAs(
            String file, String prefix, RegNetY trunk, int rows, int size, double tolerance) {
        GoldenTensors golden = GoldenTensors.of(file);
        double[] pixels = CounterValues.symmetric(prefix + "input", rows * 3 * size * size, 1);
        try (Running running =
                Interpreter.EAGER.prepare(
                        new Probed(trunk, rows),
                        Arithmetic.FLOAT64,
                        Shape.of(rows, 3, size, size),
                        Shape.of(rows, trunk.dimension()))) {
            fill(running, prefix);
            try (Eager eager = Eager.over(running.state(), Mode.SERVING, Map.of())) {
                NDArray input = eager.create(pixels, rows, 3, size, size);
                Features<NDArray> features =
                        trunk.forward(eager, List.of(new View<>(input, 1))).getFirst();

                assertClose(
                        Interpreter.numbers(features.pooled()),
                        golden.doubles("eval.features"),
                        tolerance);
                for (int s = 0; s <= 4; s++) {
                    String name = s == 0 ? "eval.stem" : "eval.s" + s;
                    NDArray map = features.stages().get(s);
                    NDArray mean = eager.averagePool(map);
                    assertClose(
                            Interpreter.numbers(mean), golden.doubles(name + ".mean"), tolerance);
                    if (golden.names().contains(name)) {
                        assertClose(Interpreter.numbers(map), golden.doubles(name), tolerance);
                    }
                }
            }
        }
    }

    @Test
    void gatesChannelsAsTheGoldenBlock() {
        GoldenTensors golden = GoldenTensors.of("se_block");
        try (Running running =
                Interpreter.EAGER.prepare(new Gated(), Arithmetic.FLOAT64, Shape.of(2, 8, 4, 5))) {
            for (Slot slot : running.state().layout().parameters()) {
                running.set(slot.name(), golden.doubles(slot.name()));
            }
            try (Eager eager = Eager.over(running.state(), Mode.SERVING, Map.of())) {
                NDArray x = eager.create(golden.doubles("x"), 2, 8, 4, 5);

                NDArray y = RegNetY.squeezeExcite(eager, x, 8, 2);

                assertThat(Interpreter.numbers(y))
                        .containsExactly(golden.doubles("y"), within(1e-12));
            }
        }
    }

    private record Gated() implements Program {

        @Override
        public <T> Map<String, T> run(TrainingOps<T> ops, List<T> inputs) {
            return Map.of("mean", ops.mean(RegNetY.squeezeExcite(ops, inputs.getFirst(), 8, 2)));
        }
    }

    private static void fill(Running running, String prefix) {
        for (Slot slot : running.state().layout().parameters()) {
            running.set(slot.name(), CounterValues.weight(prefix, slot.name(), slot.shape()));
        }
        for (Slot slot : running.state().layout().statistics()) {
            running.set(slot.name(), CounterValues.weight(prefix, slot.name(), slot.shape()));
        }
    }

    private static double norm(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    /// @param tolerance relative to the largest number; long gradients are cut in golden files
    private static void assertClose(double[] actual, double[] golden, double tolerance) {
        double largest = 0;
        for (double value : golden) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < golden.length; i++) {
            assertThat(actual[i]).isCloseTo(golden[i], within(tolerance * largest));
        }
    }
}
