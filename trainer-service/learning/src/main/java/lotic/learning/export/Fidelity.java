package lotic.learning.export;

/// How far a model file is from the network that it was written from.
///
/// @param map the largest difference of `last_hidden_state` over all images, relative to the
///   largest number of the image's map
/// @param pooled the same of `pooler_output`
public record Fidelity(double map, double pooled) {

    /// Both sides compute in float32 with sums in different orders; measured differences of
    /// published trunks are a tenth of this.
    public static final double RELATIVE_MAX = 1e-5;

    /// True if clients get the trainer's features.
    public boolean holds() {
        return map <= RELATIVE_MAX && pooled <= RELATIVE_MAX; // false for NaN
    }

    /// Compares rows.
    ///
    /// @param rows how many of equal length there are
    /// @return NaN if a number is
    static double distance(float[] actual, float[] expected, int rows) {
        if (actual.length != expected.length) {
            return Double.NaN;
        }
        int length = expected.length / rows;
        double distance = 0;
        for (int row = 0; row < rows; row++) {
            double difference = 0;
            double largest = Float.MIN_NORMAL; // two rows of nothing are equal
            for (int i = row * length; i < (row + 1) * length; i++) {
                difference = Math.max(difference, Math.abs((double) actual[i] - expected[i]));
                largest = Math.max(largest, Math.abs((double) expected[i]));
            }
            distance = Math.max(distance, difference / largest);
        }
        return distance;
    }
}
