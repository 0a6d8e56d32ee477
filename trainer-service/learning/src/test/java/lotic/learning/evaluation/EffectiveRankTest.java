package lotic.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.learning.state.GoldenTensors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.SplittableRandom;

class EffectiveRankTest {

    @Test
    void agreesWithTheGoldenSingularValues() {
        GoldenTensors golden = GoldenTensors.of("evaluation");
        double[] train = golden.doubles("train");
        float[] values = new float[train.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) train[i];
        }

        double rank = EffectiveRank.of(new Features(200, 16, values));

        // The golden rows are float64, ours are rounded to float32.
        assertThat(rank).isCloseTo(golden.doubles("rankme_raw")[0], within(1e-4));
    }

    @Test
    void featuresOfOneDirectionHaveRankOne() {
        float[] values = new float[40 * 6];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i / 6 + 1) * (i % 6 - 2.5f);
        }

        // The paper's 1e-7 for each of six shares
        assertThat(EffectiveRank.of(new Features(40, 6, values))).isCloseTo(1, within(1e-4));
    }

    @Test
    void equallyUsedDirectionsAllCount() {
        float[] values = new float[24 * 8];
        for (int row = 0; row < 24; row++) {
            values[row * 8 + row % 8] = 2;
        }

        assertThat(EffectiveRank.of(new Features(24, 8, values))).isCloseTo(8, within(1e-4));
    }

    @Test
    void fewRowsBoundTheRank() {
        Features features = random(new SplittableRandom(1), 3, 50);

        assertThat(EffectiveRank.of(features)).isBetween(2.0, 3.001);
    }

    @Test
    void featuresThatAreAllZeroHaveCollapsed() {
        assertThat(EffectiveRank.of(new Features(4, 3, new float[12]))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 100})
    void eigenvaluesOfTheSecondDifferenceAreThoseOfTheBook(int n) {
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            matrix[i][i] = 2;
            if (i > 0) {
                matrix[i][i - 1] = -1;
            }
        }

        double[] values = SymmetricEigenvalues.of(matrix);

        double[] expected = new double[n];
        for (int k = 1; k <= n; k++) {
            expected[k - 1] = 2 - 2 * Math.cos(k * Math.PI / (n + 1));
        }
        assertThat(values).containsExactly(expected, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void eigenvaluesSurviveRotations(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = random.nextInt(2, 30);
        double[] expected = random.doubles(n, -5, 5).sorted().toArray();
        expected[0] = expected[1]; // a double one
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            matrix[i][i] = expected[i];
        }
        for (int turn = 0; turn < 100; turn++) {
            rotate(matrix, random);
        }

        Arrays.sort(expected);
        assertThat(SymmetricEigenvalues.of(matrix)).containsExactly(expected, within(1e-11));
    }

    private static void rotate(double[][] matrix, SplittableRandom random) {
        int p = random.nextInt(matrix.length);
        int q = (p + 1 + random.nextInt(matrix.length - 1)) % matrix.length;
        double angle = random.nextDouble(Math.PI);
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        for (double[] row : matrix) {
            double a = row[p];
            double b = row[q];
            row[p] = c * a - s * b;
            row[q] = s * a + c * b;
        }
        for (int j = 0; j < matrix.length; j++) {
            double a = matrix[p][j];
            double b = matrix[q][j];
            matrix[p][j] = c * a - s * b;
            matrix[q][j] = s * a + c * b;
        }
    }

    private static Features random(SplittableRandom random, int rows, int dimension) {
        float[] values = new float[rows * dimension];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return new Features(rows, dimension, values);
    }
}
