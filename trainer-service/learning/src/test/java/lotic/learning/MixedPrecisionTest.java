package lotic.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.learning.StepPrograms.Pictures;
import lotic.learning.ops.Interpreter;
import lotic.learning.ops.Interpreter.Input;
import lotic.learning.ops.Interpreter.Running;
import lotic.learning.ops.Mode;
import lotic.learning.ops.Shape;
import lotic.learning.recipe.Precision;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Random;

/// Convolutions in 16 bits.
class MixedPrecisionTest {

    private static final List<Shape> GROUPS =
            List.of(Shape.of(16, 64, 64, 3), Shape.of(16, 48, 48, 3), Shape.of(16, 40, 40, 3));

    private static Running begin(Interpreter interpreter, Precision precision) {
        return begin(interpreter, precision, GROUPS);
    }

    private static Running begin(Interpreter interpreter, Precision precision, List<Shape> groups) {
        Pictures program = new Pictures(StepPrograms.swav(), 2, precision);
        return interpreter.prepare(
                program, StepProgram.arithmetic(precision), groups.toArray(Shape[]::new));
    }

    private static Map<String, Double> step(Running running, int step, double lossScale) {
        return step(running, step, lossScale, GROUPS);
    }

    private static Map<String, Double> step(
            Running running, int step, double lossScale, List<Shape> groups) {
        Random random = new Random(step);
        return running.run(
                Mode.LEARNING,
                Map.of("rate", 0.5, "step", (double) step, "loss_scale", lossScale),
                groups.stream()
                        .map(
                                shape ->
                                        Input.of(
                                                TinyRun.pixels(random, (int) shape.size()),
                                                shape.toArray()))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"BF16, 0.02", "FP16, 0.005"})
    void theLossIsNearThatOfFloat32(Precision precision, double tolerance) {
        try (Running exact = begin(Interpreter.SCRIPT, Precision.FP32);
                Running mixed = begin(Interpreter.SCRIPT, precision)) {
            double expected = step(exact, 0, 1).get("loss");
            Map<String, Double> actual = step(mixed, 0, 1);

            assertThat(actual.get("applied")).isOne();
            assertThat(actual.get("loss"))
                    .isCloseTo(expected, within(tolerance * expected))
                    .isNotEqualTo(expected);
        }
    }

    /// In stages 3 and 4 maps of 16 pixels are one pixel, before their strides too.
    @Test
    void gradientsAreFiniteWhereMapsAreASinglePixel() {
        List<Shape> groups = List.of(Shape.of(64, 32, 32, 3), Shape.of(64, 16, 16, 3));
        try (Running running = begin(Interpreter.SCRIPT, Precision.BF16, groups)) {
            for (int step = 0; step < 5; step++) {
                Map<String, Double> numbers = step(running, step, 1, groups);

                assertThat(numbers.get("applied")).isOne();
                assertThat(numbers.get("gradient.norm")).isLessThan(1e3);
            }
        }
    }

    @Test
    void theLossScaleIsInNothingThatIsTold() {
        try (Running plain = begin(Interpreter.SCRIPT, Precision.FP16);
                Running scaled = begin(Interpreter.SCRIPT, Precision.FP16)) {
            Map<String, Double> expected = step(plain, 0, 1);
            Map<String, Double> actual = step(scaled, 0, 64);

            assertThat(actual.get("loss")).isEqualTo(expected.get("loss"));
            // What float16 rounds to nothing without a scale is with it.
            double norm = expected.get("gradient.norm");
            assertThat(actual.get("gradient.norm")).isCloseTo(norm, within(0.01 * norm));
        }
    }

    @ParameterizedTest
    @CsvSource({"BF16, 1", "FP16, 16"})
    void recomputedActivationsGiveTheSameBits(Precision precision, double lossScale) {
        try (Running kept = begin(Interpreter.SCRIPT, precision);
                Running recomputed = begin(Interpreter.RECOMPUTING_SCRIPT, precision)) {
            for (int step = 0; step < 3; step++) {
                Map<String, Double> expected = step(kept, step, lossScale);

                assertThat(expected.get("applied")).isOne();
                assertThat(step(recomputed, step, lossScale)).isEqualTo(expected);
            }
            Map<String, double[]> tensors = kept.tensors();
            recomputed
                    .tensors()
                    .forEach((name, x) -> assertThat(x).as(name).isEqualTo(tensors.get(name)));
        }
    }

    @Test
    void aGradientThatOverflowsFloat16ChangesNothing() {
        try (Running running = begin(Interpreter.SCRIPT, Precision.FP16)) {
            step(running, 0, 16);
            Map<String, double[]> before = running.tensors();

            Map<String, Double> numbers = step(running, 1, Math.pow(2, 24));

            assertThat(numbers.get("applied")).isZero();
            assertThat(numbers.get("loss")).isFinite();
            running.tensors()
                    .forEach((name, x) -> assertThat(x).as(name).isEqualTo(before.get(name)));
        }
    }
}
