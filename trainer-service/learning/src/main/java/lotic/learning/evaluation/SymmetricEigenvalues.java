package lotic.learning.evaluation;

import java.util.Arrays;

/// Eigenvalues of a real symmetric matrix: Householder's reduction to three diagonals, then QL
/// steps with implicit shifts (Golub and Van Loan, Matrix Computations, 8.3; Dubrulle, Martin and
/// Wilkinson 1968, Numerische Mathematik 12).
final class SymmetricEigenvalues {

    private static final int STEPS_MAX_PER_VALUE = 60;

    private SymmetricEigenvalues() {}

    /// The eigenvalues of a symmetric matrix.
    ///
    /// @param matrix square, of which only the lower triangle is read; overwritten
    /// @return its eigenvalues, ascending
    static double[] of(double[][] matrix) {
        int n = matrix.length;
        double[] diagonal = new double[n];
        double[] beside = new double[n]; // beside[i] stands between diagonal[i] and [i + 1]
        for (int k = n - 1; k > 0; k--) {
            diagonal[k] = matrix[k][k];
            beside[k - 1] = reflect(matrix, k);
        }
        diagonal[0] = matrix[0][0];
        for (int first = 0; first < n; first++) {
            settle(diagonal, beside, first);
        }
        Arrays.sort(diagonal);
        return diagonal;
    }

    /// Makes all of row k but its last element left of the diagonal vanish, by a reflection of the
    /// leading k x k block.
    ///
    /// @return the element that is left
    private static double reflect(double[][] matrix, int k) {
        double[] v = matrix[k];
        double norm = 0;
        for (int i = 0; i < k; i++) {
            norm = Math.hypot(norm, v[i]);
        }
        double rest = 0;
        for (int i = 0; i < k - 1; i++) {
            rest = Math.max(rest, Math.abs(v[i]));
        }
        if (rest == 0) {
            return v[k - 1];
        }
        double left = v[k - 1] > 0 ? -norm : norm;
        v[k - 1] -= left;
        double scale = -left * v[k - 1]; // half of v's squared length

        // p = A v / scale, then A - v q' - q v' with q = p - v (p' v) / (2 scale)
        double[] q = new double[k];
        double dot = 0;
        for (int i = 0; i < k; i++) {
            double[] row = matrix[i];
            double sum = row[i] * v[i];
            for (int j = 0; j < i; j++) {
                sum += row[j] * v[j];
                q[j] += row[j] * v[i];
            }
            q[i] += sum;
        }
        for (int i = 0; i < k; i++) {
            q[i] /= scale;
            dot += q[i] * v[i];
        }
        for (int i = 0; i < k; i++) {
            q[i] -= v[i] * dot / (2 * scale);
        }
        for (int i = 0; i < k; i++) {
            double[] row = matrix[i];
            for (int j = 0; j <= i; j++) {
                row[j] -= v[i] * q[j] + q[i] * v[j];
            }
        }
        return left;
    }

    /// Repeats QL steps on the block that begins at an element until that stands alone.
    private static void settle(double[] diagonal, double[] beside, int first) {
        for (int step = 0; step < STEPS_MAX_PER_VALUE; step++) {
            int last = first;
            while (last < diagonal.length - 1 && !negligible(diagonal, beside, last)) {
                last++;
            }
            if (last == first) {
                return;
            }
            chase(diagonal, beside, first, last);
        }
        throw new ArithmeticException(
                "an eigenvalue did not settle within " + STEPS_MAX_PER_VALUE + " steps");
    }

    private static boolean negligible(double[] diagonal, double[] beside, int i) {
        double around = Math.abs(diagonal[i]) + Math.abs(diagonal[i + 1]);
        return Math.abs(beside[i]) <= Math.ulp(1.0) * around;
    }

    /// One QL step with Wilkinson's shift on the block first … last.
    private static void chase(double[] diagonal, double[] beside, int first, int last) {
        double g = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first]);
        double r = Math.hypot(g, 1);
        g = diagonal[last] - diagonal[first] + beside[first] / (g + Math.copySign(r, g));
        double sine = 1;
        double cosine = 1;
        double shifted = 0;
        for (int i = last - 1; i >= first; i--) {
            double f = sine * beside[i];
            double b = cosine * beside[i];
            r = Math.hypot(f, g);
            beside[i + 1] = r;
            if (r == 0) { // the block falls apart here
                diagonal[i + 1] -= shifted;
                beside[last] = 0;
                return;
            }
            sine = f / r;
            cosine = g / r;
            g = diagonal[i + 1] - shifted;
            r = (diagonal[i] - g) * sine + 2 * cosine * b;
            shifted = sine * r;
            diagonal[i + 1] = g + shifted;
            g = cosine * r - b;
        }
        diagonal[first] -= shifted;
        beside[first] = g;
        beside[last] = 0;
    }
}
