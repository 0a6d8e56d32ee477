package lotic.learning.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.learning.ops.Arithmetic;
import lotic.learning.ops.Init;
import lotic.learning.ops.Interpreter;
import lotic.learning.ops.Interpreter.Running;
import lotic.learning.ops.Mode;
import lotic.learning.ops.Program;
import lotic.learning.ops.TrainingOps;
import lotic.learning.ops.TrainingOps.Descent;
import lotic.learning.recipe.ObjectiveSpec;
import lotic.learning.state.GoldenTensors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

class SwavTest {

    private static final int CROPS = 6;
    private static final int ROWS = 48;
    private static final int DIMENSION = 16;
    private static final int PROTOTYPES = 20;
    private static final int QUEUE = 24;

    private static ObjectiveSpec.Swav spec(int iterations, int queueLength) {
        return new ObjectiveSpec.Swav(
                PROTOTYPES,
                List.of(32),
                DIMENSION,
                true,
                0.1,
                iterations,
                0.05,
                313,
                queueLength,
                1000);
    }

    /// The loss of points that are parameters; learning replaces each parameter by its gradient.
    private record Pulled(Swav swav) implements Program {

        @Override
        public <T> Map<String, T> run(TrainingOps<T> ops, List<T> inputs) {
            Descent<T> descent =
                    ops.descend(
                            () -> {
                                T h = ops.parameter("h", Init.linear(1), ROWS, DIMENSION);
                                return swav.loss(ops, ops.unitRows(h), CROPS);
                            },
                            gradients ->
                                    ops.each(
                                            gradients,
                                            slot -> true,
                                            (one, p, gradient) -> one.assign(p, gradient)));
            return Map.of("loss", descent.loss());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EAGER, plain3, 3, 0",
        "SCRIPT, plain3, 3, 0",
        "EAGER, plain10, 10, 0",
        "SCRIPT, plain10, 10, 0",
        "EAGER, queue3, 3, 24",
        "SCRIPT, queue3, 3, 24"
    })
    void givesTheGoldenLossAndGradients(
            Interpreter interpreter, String name, int iterations, int queueLength) {
        GoldenTensors golden = GoldenTensors.of("swav_loss");
        Swav swav = new Swav(8, spec(iterations, queueLength));
        try (Running running = interpreter.prepare(new Pulled(swav), Arithmetic.FLOAT64)) {
            running.set("h", golden.doubles("h"));
            running.set("prototypes.weight", golden.doubles("prototypes"));
            if (queueLength > 0) {
                double[] queues = golden.doubles("queue");
                running.set("queue.0", Arrays.copyOf(queues, QUEUE * DIMENSION));
                running.set(
                        "queue.1",
                        Arrays.copyOfRange(queues, QUEUE * DIMENSION, 2 * QUEUE * DIMENSION));
            }

            double loss =
                    running.run(Mode.LEARNING, Map.of("step", 0.0), List.of())
                            .getOrDefault("loss", Double.NaN);

            // The golden prototypes have length one only to float32's rounding, 6e-8.
            assertThat(loss).isCloseTo(golden.doubles(name + ".loss")[0], within(1e-8));
            assertThat(running.tensor("h"))
                    .containsExactly(golden.doubles(name + ".grad_h"), within(1e-8));
            assertThat(running.tensor("prototypes.weight"))
                    .containsExactly(golden.doubles(name + ".grad_prototypes"), within(1e-8));
        }
    }

    @Test
    void lossesSettleWhenPrototypesAreFreeAndTheQueueIsFull() {
        assertThat(new Swav(8, spec(3, 0)).settledFrom(8)).isEqualTo(313);
        assertThat(new Swav(8, spec(3, 24)).settledFrom(8)).isEqualTo(1003);
    }

    @Test
    void guessingCostsTheLogarithmOfThePrototypes() {
        assertThat(new Swav(8, spec(3, 0)).guessingLoss()).isEqualTo(Math.log(PROTOTYPES));
    }
}
