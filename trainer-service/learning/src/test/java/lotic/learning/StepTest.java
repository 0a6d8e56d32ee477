package lotic.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.learning.StepPrograms.Labelled;
import lotic.learning.ops.Arithmetic;
import lotic.learning.ops.Interpreter;
import lotic.learning.ops.Interpreter.Input;
import lotic.learning.ops.Interpreter.Running;
import lotic.learning.ops.Mode;
import lotic.learning.ops.Shape;
import lotic.learning.ops.Slot;
import lotic.learning.state.GoldenTensors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Whole steps, by every interpreter.
class StepTest {

    private static final GoldenRun SWAV = GoldenRun.SWAVLIKE;

    @ParameterizedTest
    @CsvSource({"EAGER, SWAVLIKE", "SCRIPT, SWAVLIKE", "EAGER, SEERLIKE", "SCRIPT, SEERLIKE"})
    void makesTheStepsOfTheGoldenRun(Interpreter interpreter, GoldenRun run) {
        GoldenTensors golden = run.tensors();
        try (Running running = run.begin(interpreter, Arithmetic.FLOAT64)) {
            for (int step = 0; step < GoldenRun.RATES.length; step++) {
                double loss = run.step(running, step).getOrDefault("loss", Double.NaN);

                assertThat(loss).isCloseTo(golden.doubles("losses")[step], within(1e-9));
            }
            for (Slot slot : running.state().slots()) {
                String file = "final." + GoldenRun.goldenName(slot.name());
                if (golden.names().contains(file)) {
                    assertThat(running.tensor(slot.name()))
                            .as(slot.name())
                            .containsExactly(golden.doubles(file), within(1e-9));
                }
            }
            assertNorms(running, golden);
            assertThat(running.tensor("optimizer/momentum/trunk/stem.conv.weight"))
                    .containsExactly(golden.doubles("momentum.stem.conv.weight"), within(1e-9));
        }
    }

    /// Norm and sum of every tensor.
    private static void assertNorms(Running running, GoldenTensors golden) {
        List<String> order = GoldenRun.order(running);
        double[] norms = golden.doubles("final_norms");
        double[] sums = golden.doubles("final_sums");
        assertThat(order).hasSameSizeAs(norms);
        for (int i = 0; i < norms.length; i++) {
            // A bias before a batch-norm has no gradient but rounding noise.
            if (isNoise(running, order.get(i))) {
                continue;
            }
            double[] values = running.tensor(order.get(i));
            double squares = Arrays.stream(values).map(x -> x * x).sum();
            assertThat(Math.sqrt(squares)).as(order.get(i)).isCloseTo(norms[i], within(1e-8));
            assertThat(Arrays.stream(values).sum())
                    .as(order.get(i))
                    .isCloseTo(sums[i], within(1e-8));
        }
    }

    private static boolean isNoise(Running running, String name) {
        return name.equals("objective/proj.fc1.bias")
                && running.tensors().containsKey("objective/proj.bn1.weight");
    }

    @ParameterizedTest
    @EnumSource
    void theQueueHoldsTheNewestFirst(Interpreter interpreter) {
        try (Running running = SWAV.begin(interpreter, Arithmetic.FLOAT64)) {
            for (int step = 0; step < GoldenRun.RATES.length; step++) {
                SWAV.step(running, step);
            }

            double[] queue = SWAV.tensors().doubles("queue");
            assertThat(running.tensor("objective/queue.1"))
                    .containsExactly(Arrays.copyOfRange(queue, 16 * 16, 2 * 16 * 16), within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource
    void float32StaysNearTheGoldenRun(GoldenRun run) {
        GoldenTensors golden = run.tensors();
        try (Running running = run.begin(Interpreter.SCRIPT, Arithmetic.FLOAT32)) {
            for (int step = 0; step < GoldenRun.RATES.length; step++) {
                double loss = run.step(running, step).getOrDefault("loss", Double.NaN);

                // Of the vectors' makers, whose own float32 run differs by 4.5e-5.
                assertThat(loss).isCloseTo(golden.doubles("losses")[step], within(2e-4));
            }
        }
    }

    /// The frozen prototypes of the first two steps have neither decay nor momentum.
    @Test
    void frozenPrototypesOnlyKeepTheirLength() {
        try (Running running = SWAV.begin(Interpreter.SCRIPT, Arithmetic.FLOAT64)) {
            SWAV.step(running, 0);
            double[] once = running.tensor("objective/prototypes.weight");
            SWAV.step(running, 1);
            double[] twice = running.tensor("objective/prototypes.weight");
            SWAV.step(running, 2);
            double[] thawed = running.tensor("objective/prototypes.weight");

            assertThat(twice).containsExactly(once, within(1e-15));
            assertThat(running.tensor("optimizer/momentum/objective/prototypes.weight"))
                    .isNotEqualTo(new double[24 * 16]);
            assertThat(thawed).isNotEqualTo(twice);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EAGER, NaN, 1",
        "SCRIPT, NaN, 1",
        "EAGER, Infinity, 1",
        "SCRIPT, Infinity, 1",
        "RECOMPUTING_SCRIPT, NaN, 1",
        "EAGER, NaN, 4",
        "SCRIPT, NaN, 4",
        "RECOMPUTING_SCRIPT, NaN, 4",
    })
    void aBatchThatIsNotFiniteChangesNothing(
            Interpreter interpreter, double poison, int microBatches) {
        try (Running running = SWAV.begin(interpreter, Arithmetic.FLOAT64, microBatches)) {
            SWAV.step(running, 0);
            SWAV.step(running, 1);
            Map<String, double[]> before = running.tensors();
            double[] poisoned = SWAV.crops(0, 32);
            poisoned[5] = poison;

            Map<String, Double> numbers = SWAV.step(running, 2, poisoned);

            assertThat(numbers.get("applied")).isZero();
            running.tensors()
                    .forEach((name, now) -> assertThat(now).as(name).isEqualTo(before.get(name)));
        }
    }

    @ParameterizedTest
    @CsvSource({"FLOAT64, 1e-12", "FLOAT32, 2e-4"})
    void interpretersAgreeOnAnotherTrunkAndObjective(Arithmetic arithmetic, double tolerance) {
        interpretersAgree(new Labelled(StepPrograms.supervised()), arithmetic, tolerance);
    }

    /// In float64 alone: batch-norms over six numbers a channel let rounding errors grow from step
    /// to step, to 1e-9 in the fourth.
    @Test
    void interpretersAgreeOnFineTuning() {
        interpretersAgree(new Labelled(StepPrograms.fineTuning()), Arithmetic.FLOAT64, 1e-7);
    }

    private static void interpretersAgree(
            Labelled program, Arithmetic arithmetic, double tolerance) {
        Shape pixels = Shape.of(6, 12, 12, 3);
        Shape labels = Shape.of(6, 3);
        try (Running eager = Interpreter.EAGER.prepare(program, arithmetic, pixels, labels);
                Running script = Interpreter.SCRIPT.prepare(program, arithmetic, pixels, labels)) {
            assertThat(script.state().layout()).isEqualTo(eager.state().layout());
            for (int step = 0; step < 4; step++) {
                ByteBuffer bytes = TinyRun.pixels(new Random(step), (int) pixels.size());
                double[] targets = {1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1};
                List<Input> inputs =
                        List.of(
                                Input.of(bytes, pixels.toArray()),
                                Input.of(targets, labels.toArray()));
                Map<String, Double> scalars = Map.of("rate", 0.1, "classifier_rate", 0.4);

                Map<String, Double> expected = eager.run(Mode.LEARNING, scalars, inputs);
                Map<String, Double> actual = script.run(Mode.LEARNING, scalars, inputs);

                assertThat(actual.keySet()).isEqualTo(expected.keySet());
                assertThat(actual.get("loss")).isCloseTo(expected.get("loss"), within(tolerance));
                assertClose(script, eager, tolerance);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT64, 1, 1e-11",
        "FLOAT64, 2, 1e-11",
        "FLOAT32, 1, 2e-2" // batch-norm over two numbers a channel; the golden makers saw 1.3e-2
    })
    void interpretersAgreeOnSwav(Arithmetic arithmetic, int microBatches, double tolerance) {
        try (Running eager = SWAV.begin(Interpreter.EAGER, arithmetic, microBatches);
                Running script = SWAV.begin(Interpreter.SCRIPT, arithmetic, microBatches)) {
            for (int step = 0; step < 4; step++) {
                Map<String, Double> expected = SWAV.step(eager, step);
                Map<String, Double> actual = SWAV.step(script, step);

                assertThat(actual.keySet())
                        .isEqualTo(expected.keySet())
                        .contains("codes.entropy", "prototypes.perplexity");
                expected.forEach(
                        (name, value) ->
                                assertThat(actual.get(name))
                                        .as(name)
                                        .isCloseTo(value, within(tolerance * Math.abs(value))));
                assertClose(script, eager, tolerance);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, 1", "FLOAT64, 1", "FLOAT32, 2"})
    void recomputedActivationsGiveTheSameBits(Arithmetic arithmetic, int microBatches) {
        Interpreter twice = Interpreter.RECOMPUTING_SCRIPT;
        try (Running kept = SWAV.begin(Interpreter.SCRIPT, arithmetic, microBatches);
                Running recomputed = SWAV.begin(twice, arithmetic, microBatches)) {
            for (int step = 0; step < 4; step++) {
                assertThat(SWAV.step(recomputed, step)).isEqualTo(SWAV.step(kept, step));
                Map<String, double[]> expected = kept.tensors();
                recomputed
                        .tensors()
                        .forEach((name, x) -> assertThat(x).as(name).isEqualTo(expected.get(name)));
            }
        }
    }

    /// All tensors, each relative to its largest number.
    private static void assertClose(Running actual, Running expected, double tolerance) {
        for (Map.Entry<String, double[]> tensor : expected.tensors().entrySet()) {
            if (tensor.getKey().endsWith("proj.fc1.bias")) { // rounding noise, as above
                continue;
            }
            double largest = 1e-30;
            for (double value : tensor.getValue()) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertThat(actual.tensor(tensor.getKey()))
                    .as(tensor.getKey())
                    .containsExactly(tensor.getValue(), within(tolerance * largest));
        }
    }
}
