package lotic.learning.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.learning.ops.Arithmetic;
import lotic.learning.ops.Init;
import lotic.learning.ops.Interpreter;
import lotic.learning.ops.Interpreter.Input;
import lotic.learning.ops.Interpreter.Running;
import lotic.learning.ops.Mode;
import lotic.learning.ops.Program;
import lotic.learning.ops.Shape;
import lotic.learning.ops.TrainingOps;
import lotic.learning.ops.TrainingOps.Descent;
import lotic.learning.recipe.ObjectiveSpec;
import lotic.learning.state.GoldenTensors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

class SwavTest {

    private static final int CROPS = 6;
    private static final int ROWS = 48;
    private static final int DIMENSION = 16;
    private static final int PROTOTYPES = 20;
    private static final int QUEUE = 24;

    private static final GoldenTensors GOLDEN = GoldenTensors.of("swav_loss");

    /// The golden cases.
    enum Case {
        PLAIN3(3, 0.05, 0, 0, 0),
        PLAIN10(10, 0.05, 0, 0, 0),
        QUEUE3(3, 0.05, QUEUE, 0, 0),
        HARD3(3, 0.05, 0, 1, 0),
        POWERLAW10(10, 0.03, 0, 0, 0.25);

        private final Swav swav;

        Case(int iterations, double epsilon, int queueLength, long hardSteps, double powerLaw) {
            swav = swav(iterations, epsilon, queueLength, hardSteps, powerLaw);
        }

        double[] golden(String what) {
            return GOLDEN.doubles(name().toLowerCase(Locale.ROOT) + "." + what);
        }
    }

    static Stream<Arguments> casesByInterpreters() {
        return Stream.of(Case.values())
                .flatMap(
                        golden ->
                                Stream.of(Interpreter.values())
                                        .map(each -> Arguments.of(each, golden)));
    }

    private static Swav swav(
            int iterations, double epsilon, int queueLength, long hardSteps, double powerLaw) {
        return new Swav(
                8,
                new ObjectiveSpec.Swav(
                        PROTOTYPES,
                        List.of(32),
                        DIMENSION,
                        true,
                        0.1,
                        iterations,
                        epsilon,
                        313,
                        queueLength,
                        1000,
                        2,
                        hardSteps,
                        powerLaw,
                        0));
    }

    /// Learning replaces each parameter by its gradient.
    private static <T> Map<String, T> gradients(TrainingOps<T> ops, Supplier<T> loss) {
        Descent<T> descent =
                ops.descend(
                        loss,
                        gradients ->
                                ops.each(
                                        gradients,
                                        slot -> true,
                                        (one, p, gradient) -> one.assign(p, gradient)));
        return Map.of("loss", descent.loss());
    }

    private static <T> T points(TrainingOps<T> ops) {
        return ops.unitRows(ops.parameter("h", Init.linear(1), ROWS, DIMENSION));
    }

    private static <T> T prototypes(TrainingOps<T> ops) {
        return ops.parameter("prototypes", Init.linear(1), PROTOTYPES, DIMENSION);
    }

    private static Running prepare(Interpreter interpreter, Program program, Arithmetic numbers) {
        Running running = interpreter.prepare(program, numbers);
        running.set("h", GOLDEN.doubles("h"));
        running.set("prototypes", GOLDEN.doubles("prototypes"));
        if (running.state().layout().buffers().stream()
                .anyMatch(slot -> slot.name().startsWith("queue"))) {
            double[] queues = GOLDEN.doubles("queue");
            int one = QUEUE * DIMENSION;
            running.set("queue.0", Arrays.copyOf(queues, one));
            running.set("queue.1", Arrays.copyOfRange(queues, one, 2 * one));
        }
        return running;
    }

    /// The loss of points that are parameters.
    private record Pulled(Swav swav) implements Program {

        @Override
        public <T> Map<String, T> run(TrainingOps<T> ops, List<T> inputs) {
            return gradients(ops, () -> swav.loss(ops, points(ops), prototypes(ops), CROPS));
        }
    }

    @ParameterizedTest
    @MethodSource("casesByInterpreters")
    void givesTheGoldenLossAndGradients(Interpreter interpreter, Case golden) {
        try (Running running = prepare(interpreter, new Pulled(golden.swav), Arithmetic.FLOAT64)) {
            assertGolden(running, golden, 1e-10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesThemInFloat32Too(Case golden) {
        try (Running running =
                prepare(Interpreter.SCRIPT, new Pulled(golden.swav), Arithmetic.FLOAT32)) {
            assertGolden(running, golden, 1e-5);
        }
    }

    /// @param tolerance of the vectors' makers
    private static void assertGolden(Running running, Case golden, double tolerance) {
        double loss = run(running).getOrDefault("loss", Double.NaN);

        assertThat(loss).isCloseTo(golden.golden("loss")[0], within(tolerance));
        assertThat(running.tensor("h")).containsExactly(golden.golden("grad_h"), within(tolerance));
        assertThat(running.tensor("prototypes"))
                .containsExactly(golden.golden("grad_prototypes"), within(tolerance));
    }

    private static Map<String, Double> run(Running running, Input... inputs) {
        return running.run(Mode.LEARNING, Map.of("step", 0.0), List.of(inputs));
    }

    /// Keeps scores and codes where a test can read them.
    private record Coded(Swav swav) implements Program {

        @Override
        public <T> Map<String, T> run(TrainingOps<T> ops, List<T> inputs) {
            return gradients(
                    ops,
                    () -> {
                        T points = points(ops);
                        T prototypes = prototypes(ops);
                        T scores = ops.linear(points, prototypes, Optional.empty());
                        List<T> codes = swav.codes(ops, scores, points, prototypes, CROPS);
                        ops.assign(ops.buffer("scores", ROWS, PROTOTYPES), ops.detach(scores));
                        for (int c = 0; c < codes.size(); c++) {
                            T kept = ops.buffer("q" + c, ROWS / CROPS, PROTOTYPES);
                            ops.assign(kept, codes.get(c));
                        }
                        return ops.mean(scores);
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("casesByInterpreters")
    void givesTheGoldenScoresAndCodes(Interpreter interpreter, Case golden) {
        try (Running running = prepare(interpreter, new Coded(golden.swav), Arithmetic.FLOAT64)) {
            run(running);

            assertThat(running.tensor("scores"))
                    .containsExactly(GOLDEN.doubles("scores"), within(1e-10));
            assertThat(running.tensor("q0")).containsExactly(golden.golden("q0"), within(1e-10));
            assertThat(running.tensor("q1")).containsExactly(golden.golden("q1"), within(1e-10));
        }
    }

    /// The loss of scores that are parameters, with codes from outside.
    private record Foretold(Swav swav) implements Program {

        @Override
        public <T> Map<String, T> run(TrainingOps<T> ops, List<T> codes) {
            return gradients(
                    ops,
                    () -> {
                        T scores = ops.parameter("scores", Init.linear(1), ROWS, PROTOTYPES);
                        T logs = ops.logSoftmax(ops.div(scores, swav.spec().temperature()), 1);
                        return swav.swapped(ops, codes, ops.chunk(logs, CROPS));
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("casesByInterpreters")
    void givesTheGoldenGradientsOfScores(Interpreter interpreter, Case golden) {
        Shape codes = Shape.of(ROWS / CROPS, PROTOTYPES);
        Foretold program = new Foretold(golden.swav);
        try (Running running = interpreter.prepare(program, Arithmetic.FLOAT64, codes, codes)) {
            running.set("scores", GOLDEN.doubles("scores"));

            run(
                    running,
                    Input.of(golden.golden("q0"), codes.toArray()),
                    Input.of(golden.golden("q1"), codes.toArray()));

            assertThat(running.tensor("scores"))
                    .containsExactly(golden.golden("grad_scores"), within(1e-10));
        }
    }

    /// The golden hard codes are those of step 0; from step 1 on the same recipe gives soft ones.
    @ParameterizedTest
    @EnumSource
    void codesAreHardForTheFirstStepsOnly(Interpreter interpreter) {
        try (Running running =
                prepare(interpreter, new Coded(Case.HARD3.swav), Arithmetic.FLOAT64)) {
            running.run(Mode.LEARNING, Map.of("step", 1.0), List.of());

            assertThat(running.tensor("q0"))
                    .containsExactly(Case.PLAIN3.golden("q0"), within(1e-10));
        }
    }

    @Test
    void lossesSettleWhenTheirScaleIsTheLast() {
        assertThat(swav(3, 0.05, 0, 0, 0).settledFrom(8)).isEqualTo(313);
        assertThat(swav(3, 0.05, QUEUE, 0, 0).settledFrom(8)).isEqualTo(1003);
        assertThat(swav(3, 0.05, 0, 500, 0).settledFrom(8)).isEqualTo(500);
    }

    @Test
    void guessingCostsTheLogarithmOfThePrototypes() {
        assertThat(Case.PLAIN3.swav.guessingLoss()).isEqualTo(Math.log(PROTOTYPES));
    }

    /// With one assigned crop of three, the first, codes meet the predictions of the other two.
    @ParameterizedTest
    @CsvSource({"EAGER, 1", "SCRIPT, 1", "EAGER, 3", "SCRIPT, 3"})
    void anyNumberOfCropsMayBeAssigned(Interpreter interpreter, int assigned) {
        Swav swav = Case.PLAIN3.swav;
        ObjectiveSpec.Swav spec = swav.spec();
        Swav other =
                new Swav(
                        8,
                        new ObjectiveSpec.Swav(
                                spec.prototypes(),
                                spec.hidden(),
                                spec.dimension(),
                                spec.headBatchNorm(),
                                spec.temperature(),
                                spec.sinkhornIterations(),
                                spec.epsilon(),
                                spec.freezeSteps(),
                                0,
                                0,
                                assigned,
                                0,
                                0,
                                0));
        try (Running running = prepare(interpreter, new Pulled(other), Arithmetic.FLOAT64);
                Running coded = prepare(interpreter, new Coded(other), Arithmetic.FLOAT64)) {
            run(coded);
            double expected = 0;
            for (int c = 0; c < assigned; c++) {
                expected += crossEntropy(coded.tensor("q" + c), c) / assigned;
            }

            assertThat(run(running).get("loss")).isCloseTo(expected, within(1e-10));
        }
    }

    /// Of one crop's codes with all other crops' predictions, number by number.
    private static double crossEntropy(double[] codes, int crop) {
        double[] scores = GOLDEN.doubles("scores");
        int images = ROWS / CROPS;
        double sum = 0;
        for (int row = 0; row < ROWS; row++) {
            double normalizer = 0;
            for (int k = 0; k < PROTOTYPES; k++) {
                normalizer += Math.exp(scores[row * PROTOTYPES + k] / 0.1);
            }
            for (int k = 0; k < PROTOTYPES && row / images != crop; k++) {
                double log = scores[row * PROTOTYPES + k] / 0.1 - Math.log(normalizer);
                sum -= codes[row % images * PROTOTYPES + k] * log;
            }
        }
        return sum / (images * (CROPS - 1));
    }
}
