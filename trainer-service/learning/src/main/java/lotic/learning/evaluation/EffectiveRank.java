package lotic.learning.evaluation;

/// How many directions features use: RankMe (Garrido et al. 2023, arXiv:2210.02885). It is the
/// exponential of the entropy of the singular values' shares, from 1 (all features are multiples of
/// one) to the smaller of rows and dimension. It needs no labels; a sudden fall is collapse. Values
/// compare only among features of one dimension and equally many rows.
public final class EffectiveRank {

    /// Keeps the logarithm of a share finite (the paper's ε).
    private static final double SHARE_MIN = 1e-7;

    private EffectiveRank() {}

    /// The effective rank of features, neither centred nor normalised.
    public static double of(Features features) {
        double[] squares = SymmetricEigenvalues.of(gram(features));
        int singularValues = Math.min(features.rows(), features.dimension());
        double[] values = new double[singularValues];
        double sum = 0;
        for (int i = 0; i < singularValues; i++) {
            // The largest come last; rounding may leave a zero slightly negative.
            values[i] = Math.sqrt(Math.max(0, squares[squares.length - 1 - i]));
            sum += values[i];
        }
        if (sum == 0) {
            return 1;
        }
        double entropy = 0;
        for (double value : values) {
            double share = value / sum + SHARE_MIN;
            entropy -= share * StrictMath.log(share);
        }
        return StrictMath.exp(entropy);
    }

    /// Its eigenvalues are the squares of the features' singular values.
    private static double[][] gram(Features features) {
        int n = features.dimension();
        double[][] gram = new double[n][n];
        double[] row = new double[n];
        for (int r = 0; r < features.rows(); r++) {
            for (int i = 0; i < n; i++) {
                row[i] = features.values()[r * n + i];
            }
            for (int i = 0; i < n; i++) {
                double weight = row[i];
                double[] sums = gram[i];
                for (int j = 0; j <= i; j++) {
                    sums[j] += weight * row[j];
                }
            }
        }
        return gram;
    }
}
