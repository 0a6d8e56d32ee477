package lotic.learning.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;

import lotic.learning.ops.Arithmetic;
import lotic.learning.ops.CounterValues;
import lotic.learning.ops.Init;
import lotic.learning.ops.Interpreter;
import lotic.learning.ops.Interpreter.Running;
import lotic.learning.ops.Mode;
import lotic.learning.ops.Program;
import lotic.learning.ops.Reference;
import lotic.learning.ops.TrainingOps;
import lotic.learning.ops.TrainingOps.Descent;
import lotic.learning.state.GoldenTensors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

class SinkhornTest {

    private static final Sinkhorn SWAV = new Sinkhorn(3, 0.05, 0);
    private static final int N = 16;
    private static final int K = 6;

    private static final double[] SCORES = CounterValues.symmetric("scores", N * K, 1);

    private static double[] assign(
            Sinkhorn sinkhorn, Arithmetic arithmetic, double[] scores, long n, long k) {
        try (Reference reference = new Reference(arithmetic)) {
            NDArray targets = sinkhorn.assign(reference.ops(), reference.create(scores, n, k));
            return reference.numbers(targets);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {10, 88, 1e3, 1e6})
    void scoresOfAnySizeStayFinite(double size) {
        double[] scores = {size, -size, -size, size};

        double[] targets = assign(SWAV, Arithmetic.FLOAT32, scores, 2, 2);

        assertThat(targets).containsExactly(new double[] {1, 0, 0, 1}, within(1e-6));
    }

    /// At the sharpest softness too, where the exponential form overflows, and for the scores +1
    /// and -1 that lie among them.
    @ParameterizedTest
    @CsvSource({"0.05, 0, 1", "0.05, 0.25, 2", "0.004, 0, 3", "0.004, 0.25, 4", "0.5, 1, 5"})
    void everyExampleGivesExactlyOne(double epsilon, double powerLaw, int seed) {
        double[] scores = CounterValues.symmetric("rows " + seed, N * K, 1);
        scores[0] = 1;
        scores[1] = -1;
        Sinkhorn sinkhorn = new Sinkhorn(3, epsilon, powerLaw);

        double[] targets = assign(sinkhorn, Arithmetic.FLOAT32, scores, N, K);

        for (int row = 0; row < N; row++) {
            double sum = 0;
            for (int k = 0; k < K; k++) {
                sum += targets[row * K + k];
            }
            assertThat(sum).isCloseTo(1, within(1e-6)); // a few ulp of float32
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-40, -1, 0.3, 1000})
    void aConstantAddedToAllScoresChangesNothing(double constant) {
        double[] moved = Arrays.stream(SCORES).map(score -> score + constant).toArray();
        double[] expected = assign(SWAV, Arithmetic.FLOAT64, SCORES, N, K);

        // 1000 has lost 10 of float64's 53 bits, and epsilon multiplies what is left by 20
        assertThat(assign(SWAV, Arithmetic.FLOAT64, moved, N, K))
                .containsExactly(expected, within(1e-10));
    }

    @Test
    void prototypesGetTheirSharesOfThePowerLaw() {
        double[] targets = assign(new Sinkhorn(300, 0.05, 0.5), Arithmetic.FLOAT64, SCORES, N, K);

        double all = 0;
        for (int k = 1; k <= K; k++) {
            all += 1 / Math.sqrt(k);
        }
        for (int k = 1; k <= K; k++) {
            double sum = 0;
            for (int row = 0; row < N; row++) {
                sum += targets[row * K + k - 1];
            }
            assertThat(sum).isCloseTo(N / Math.sqrt(k) / all, within(1e-6));
        }
    }

    /// The paper's listing: Q is normalised by prototypes, then by examples.
    @Test
    void matchesTheExponentialForm() {
        double[] q = new double[N * K];
        for (int i = 0; i < q.length; i++) {
            q[i] = Math.exp(SCORES[i] / SWAV.epsilon());
        }
        for (int round = 0; round < SWAV.iterations(); round++) {
            scale(q, K, 1, K); // each prototype's column
            scale(q, 1, K, N); // each example's row
        }

        double[] targets = assign(SWAV, Arithmetic.FLOAT64, SCORES, N, K);

        for (int i = 0; i < q.length; i++) {
            assertThat(targets[i]).isCloseTo(q[i], within(1e-12));
        }
    }

    /// Divides groups of numbers by their sums: `count` groups, of which the next number lies
    /// `stride` further and the next group begins `next` further.
    private static void scale(double[] q, int stride, int next, int count) {
        for (int group = 0; group < count; group++) {
            double sum = 0;
            int length = q.length / count;
            for (int i = 0; i < length; i++) {
                sum += q[group * next + i * stride];
            }
            for (int i = 0; i < length; i++) {
                q[group * next + i * stride] /= sum;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a, 8, 5, 3, 0.05, 0",
        "b, 64, 30, 3, 0.05, 0",
        "c, 32, 100, 10, 0.03, 0",
        "d, 64, 30, 10, 0.05, 0.25",
        "e_sharp, 16, 12, 10, 0.004, 0", // exp(1 / 0.004) overflows float32
        "f_k_gt_b, 6, 40, 3, 0.05, 0",
        "g_collapsed, 8, 10, 3, 0.05, 0"
    })
    void givesTheGoldenAssignments(
            String name, int n, int k, int iterations, double epsilon, double powerLaw) {
        GoldenTensors golden = GoldenTensors.of("sinkhorn");
        double[] scores = golden.doubles("scores_" + name);
        double[] expected = golden.doubles("q_" + name);
        Sinkhorn sinkhorn = new Sinkhorn(iterations, epsilon, powerLaw);

        // The tolerances of the vectors' makers: 1e-12, and 2e-5 for a log domain in float32.
        assertThat(assign(sinkhorn, Arithmetic.FLOAT64, scores, n, k))
                .containsExactly(expected, within(1e-12));
        assertThat(assign(sinkhorn, Arithmetic.FLOAT32, scores, n, k))
                .containsExactly(expected, within(2e-5));
    }

    /// The loss falls with the assignment of its parameter and with the parameter itself.
    private record WithSlope() implements Program {

        @Override
        public <T> Map<String, T> run(TrainingOps<T> ops, List<T> inputs) {
            Descent<T> descent =
                    ops.descend(
                            () -> ops.mean(ops.add(SWAV.assign(ops, scores(ops)), scores(ops))),
                            gradients ->
                                    ops.each(
                                            gradients,
                                            slot -> true,
                                            (one, p, gradient) -> one.assign(p, gradient)));
            return Map.of("loss", descent.loss());
        }

        private static <T> T scores(TrainingOps<T> ops) {
            return ops.parameter("scores", Init.linear(K), N, K);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noGradientFlowsBack(Interpreter interpreter) {
        try (Running running = interpreter.prepare(new WithSlope(), Arithmetic.FLOAT64)) {
            running.run(Mode.LEARNING, Map.of(), List.of());

            // Only the plain mean pulls: 1 / (N K) everywhere.
            assertThat(running.tensor("scores")).containsOnly(1.0 / (N * K));
        }
    }

    @Test
    void whatCannotWorkIsRefusedWithTheSettingToChange() {
        assertThatThrownBy(() -> new Sinkhorn(3, 0, 0)).hasMessageContaining("objective.epsilon");
        assertThatThrownBy(() -> new Sinkhorn(3, Double.NaN, 0))
                .hasMessageContaining("objective.epsilon");
        assertThatThrownBy(() -> new Sinkhorn(0, 0.05, 0))
                .hasMessageContaining("objective.sinkhorn-iterations");
        assertThatThrownBy(() -> new Sinkhorn(3, 0.05, -0.25))
                .hasMessageContaining("objective.power-law");
    }
}
