package lotic.learning.evaluation;

import java.util.Arrays;
import java.util.List;

/// A shift and a factor for each number of a feature.
///
/// @param shift (F) subtracted first
/// @param factor (F)
@SuppressWarnings("ArrayRecordComponent") // never compared
record ChannelScale(float[] shift, float[] factor) {

    /// Beside the variance, as in batch-norm: a number that never changes stays near 0.
    private static final double EPSILON = 1e-5;

    static ChannelScale none(int dimension) {
        float[] ones = new float[dimension];
        Arrays.fill(ones, 1);
        return new ChannelScale(new float[dimension], ones);
    }

    /// By the mean and deviation of some images in all looks.
    static ChannelScale standardising(List<Features> looks, int[] rows) {
        int dimension = looks.getFirst().dimension();
        double count = (double) looks.size() * rows.length;
        double[] means = new double[dimension];
        double[] squares = new double[dimension];
        for (Features look : looks) {
            for (int row : rows) {
                for (int i = 0; i < dimension; i++) {
                    means[i] += look.values()[row * dimension + i] / count;
                }
            }
        }
        for (Features look : looks) {
            for (int row : rows) {
                for (int i = 0; i < dimension; i++) {
                    double apart = look.values()[row * dimension + i] - means[i];
                    squares[i] += apart * apart / count;
                }
            }
        }
        float[] shift = new float[dimension];
        float[] factor = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            shift[i] = (float) means[i];
            factor[i] = (float) (1 / Math.sqrt(squares[i] + EPSILON));
        }
        return new ChannelScale(shift, factor);
    }

    /// Writes an image's scaled features.
    void apply(Features features, int row, float[] target, int at) {
        int from = row * features.dimension();
        for (int i = 0; i < shift.length; i++) {
            target[at + i] = (features.values()[from + i] - shift[i]) * factor[i];
        }
    }
}
