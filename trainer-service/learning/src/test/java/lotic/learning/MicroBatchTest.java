package lotic.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.learning.objective.Batch;
import lotic.learning.objective.Need;
import lotic.learning.objective.Supervised;
import lotic.learning.ops.Arithmetic;
import lotic.learning.ops.CounterValues;
import lotic.learning.ops.Init;
import lotic.learning.ops.Interpreter;
import lotic.learning.ops.Interpreter.Input;
import lotic.learning.ops.Interpreter.Running;
import lotic.learning.ops.Mode;
import lotic.learning.ops.Program;
import lotic.learning.ops.Shape;
import lotic.learning.ops.TrainingOps;
import lotic.learning.ops.TrainingOps.Descent;
import lotic.learning.ops.TrainingOps.MicroBatch;
import lotic.learning.ops.Window;
import lotic.learning.optimizer.Sgd;
import lotic.learning.recipe.OptimizerSpec;
import lotic.learning.trunk.Features;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Accumulated gradients.
class MicroBatchTest {

    private static final int EXAMPLES = 12;
    private static final int CLASSES = 3;
    private static final Shape PIXELS = Shape.of(2 * EXAMPLES, 3, 6, 6);
    private static final Shape LABELS = Shape.of(EXAMPLES, CLASSES);

    /// A network without batch-norm learns classes from the first of two crops and signals the
    /// brightness of the second.
    private record WithoutBatchNorm(int microBatches, double lossScale) implements Program {

        @Override
        public <T> Map<String, T> run(TrainingOps<T> ops, List<T> inputs) {
            Sgd sgd = new Sgd(new OptimizerSpec.Sgd(0.9, 1e-4, true));
            T rate = ops.scalar("rate");
            Descent<T> descent =
                    ops.descend(
                            microBatches,
                            Optional.of(ops.number(lossScale)),
                            part -> loss(ops, inputs, part),
                            gradients -> sgd.update(ops, gradients, slot -> true, rate, 0));
            return Map.of("loss", descent.loss(), "gradient.norm", descent.gradientNorm());
        }

        private static <T> T loss(TrainingOps<T> ops, List<T> inputs, MicroBatch<T> part) {
            List<T> crops = ops.chunk(part.of(inputs.get(0), 2), 2);
            ops.signal("brightness", ops.mean(crops.get(1)));
            T weight = ops.parameter("conv.weight", Init.convolution(4, 3), 4, 3, 3, 3);
            T map = ops.conv2d(crops.get(0), weight, Optional.empty(), Window.of(3));
            Features<T> features = new Features<>(ops.averagePool(ops.relu(map)), List.of());
            Batch<T> batch = new Batch<>(List.of(), Map.of(Need.LABEL, part.of(inputs.get(1), 1)));
            return new Supervised(4, CLASSES).loss(ops, batch, List.of(features));
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutBatchNormTheyAreThoseOfTheWholeBatchWhateverTheLossScale(Interpreter interpreter) {
        try (Running whole = begin(interpreter, 1, 1);
                Running parts = begin(interpreter, 4, 3000)) {
            for (int step = 0; step < 3; step++) {
                Map<String, Double> expected = step(whole, step);

                step(parts, step)
                        .forEach(
                                (name, x) ->
                                        assertThat(x)
                                                .as(name)
                                                .isCloseTo(expected.get(name), within(1e-12)));
                Map<String, double[]> tensors = whole.tensors();
                parts.tensors()
                        .forEach(
                                (name, x) ->
                                        assertThat(x)
                                                .as(name)
                                                .containsExactly(tensors.get(name), within(1e-12)));
            }
        }
    }

    private static Running begin(Interpreter interpreter, int microBatches, double lossScale) {
        Program program = new WithoutBatchNorm(microBatches, lossScale);
        return interpreter.prepare(program, Arithmetic.FLOAT64, PIXELS, LABELS);
    }

    private static Map<String, Double> step(Running running, int step) {
        double[] pixels = CounterValues.symmetric("pixels." + step, (int) PIXELS.size(), 1);
        double[] labels = new double[EXAMPLES * CLASSES];
        for (int i = 0; i < EXAMPLES; i++) {
            labels[i * CLASSES + (i + step) % CLASSES] = 1;
        }
        return running.run(
                Mode.LEARNING,
                Map.of("rate", 0.5),
                List.of(Input.of(pixels, PIXELS.toArray()), Input.of(labels, LABELS.toArray())));
    }

    /// Batch-norm over the inputs, and a buffer of the last micro-batch.
    private record Following(int microBatches) implements Program {

        @Override
        public <T> Map<String, T> run(TrainingOps<T> ops, List<T> inputs) {
            Descent<T> descent =
                    ops.descend(
                            microBatches,
                            Optional.empty(),
                            part -> {
                                T x = part.of(inputs.getFirst(), 1);
                                T buffer = ops.buffer("last", 2, 1);
                                ops.signal("last", ops.mean(buffer));
                                ops.assign(buffer, ops.slice(x, 0, 0, 2));
                                return ops.mean(ops.batchNorm(x, "norm", 1));
                            },
                            gradients -> {});
            return Map.of("applied", descent.applied());
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachGoesOnFromWhereTheLastLeftStatisticsAndBuffers(Interpreter interpreter) {
        Shape shape = Shape.of(4, 1);
        Program program = new Following(2);
        try (Running running = interpreter.prepare(program, Arithmetic.FLOAT64, shape)) {
            Input numbers = Input.of(new double[] {1, 2, 3, 4}, shape.toArray());

            Map<String, Double> told = running.run(Mode.LEARNING, Map.of(), List.of(numbers));

            // Means of 1.5 and 3.5, each moves a tenth; variances of 0.5 likewise.
            assertThat(running.tensor("norm.running_mean"))
                    .containsExactly(new double[] {0.9 * 0.15 + 0.35}, within(1e-12));
            assertThat(running.tensor("norm.running_var"))
                    .containsExactly(new double[] {0.81 + 0.19 * 0.5}, within(1e-12));
            assertThat(running.tensor("last")).containsExactly(3, 4);
            assertThat(told.get("last")).isEqualTo((0 + 1.5) / 2);
        }
    }
}
