package lotic.learning.evaluation;

/// Features of images, one row each. The maker owns the array and leaves it alone from now on.
///
/// @param rows number of images, 1 or more
/// @param dimension of a feature, 1 or more
/// @param values (rows, dimension), row-major, finite
@SuppressWarnings("ArrayRecordComponent") // a copy of thousands of rows would double the memory
public record Features(int rows, int dimension, float[] values) {

    /// Keeps a row of zeros from becoming NaN.
    private static final double NORM_MIN = 1e-12;

    public Features {
        if (rows < 1 || dimension < 1 || (long) rows * dimension != values.length) {
            throw new IllegalArgumentException(
                    "%d numbers are no features of %d images with %d each"
                            .formatted(values.length, rows, dimension));
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "feature %d of image %d is %s"
                                .formatted(i % dimension, i / dimension, values[i]));
            }
        }
    }

    /// Every row brought to length 1.
    Features ofUnitLength() {
        float[] unit = new float[values.length];
        for (int row = 0; row < rows; row++) {
            int start = row * dimension;
            double squares = 0;
            for (int i = start; i < start + dimension; i++) {
                squares += (double) values[i] * values[i];
            }
            double norm = Math.max(Math.sqrt(squares), NORM_MIN);
            for (int i = start; i < start + dimension; i++) {
                unit[i] = (float) (values[i] / norm);
            }
        }
        return new Features(rows, dimension, unit);
    }
}
