package lotic.benchmarks.rate;

import java.util.SplittableRandom;

/// What block means of a loss scatter by: an autoregression of order 1 around the course.
///
/// @param title for people
/// @param deviation standard deviation of a block mean; mean losses are about 5
/// @param autocorrelation of neighbouring blocks, from 0 to below 1
/// @param heavyTailed innovations by Student's t with 3 degrees of freedom instead of normal ones,
///   brought to the same deviation
record Noise(String title, double deviation, double autocorrelation, boolean heavyTailed) {

    /// Student's t with 3 degrees of freedom has the variance 3.
    private static final double HEAVY_DEVIATION = Math.sqrt(3);

    /// Noise for so many blocks, stationary from the first on.
    double[] draw(SplittableRandom random, int blocks) {
        double[] noise = new double[blocks];
        double innovation = Math.sqrt(1 - autocorrelation * autocorrelation);
        double state = standard(random);
        for (int i = 0; i < blocks; i++) {
            noise[i] = deviation * state;
            state = autocorrelation * state + innovation * standard(random);
        }
        return noise;
    }

    private double standard(SplittableRandom random) {
        double normal = random.nextGaussian();
        if (!heavyTailed) {
            return normal;
        }
        double squares = 0;
        for (int i = 0; i < 3; i++) {
            double other = random.nextGaussian();
            squares += other * other;
        }
        return normal / Math.sqrt(squares / 3) / HEAVY_DEVIATION;
    }
}
