package lotic.learning.rate;

import java.util.List;

/// A line fitted through evenly spaced observations by least squares. The errors allow for
/// residuals that hang together: they are widened as for an autoregression of order 1, whose
/// coefficient is the residuals' lag-1 autocorrelation with its small-sample bias taken back.
///
/// @param slope per observation
/// @param slopeError standard error of the slope
/// @param mean of the observations, which is the line's height at their centre
/// @param deviation standard deviation of the residuals, widened likewise
record Line(double slope, double slopeError, double mean, double deviation) {

    private static final double AUTOCORRELATION_MAX = 0.95;

    /// @param y three observations or more, a step of 1 apart
    static Line through(List<Double> y) {
        int n = y.size();
        double centre = (n - 1) / 2.0;
        double mean = mean(y);
        double sxx = 0;
        double sxy = 0;
        for (int i = 0; i < n; i++) {
            sxx += (i - centre) * (i - centre);
            sxy += (i - centre) * y.get(i);
        }
        double slope = sxy / sxx;

        double squares = 0;
        double neighbours = 0;
        double previous = 0;
        for (int i = 0; i < n; i++) {
            double residual = y.get(i) - mean - slope * (i - centre);
            squares += residual * residual;
            neighbours += residual * previous;
            previous = residual;
        }
        double raw = squares > 0 ? neighbours / squares : 0;
        double rho = Math.clamp(raw + (2 + 4 * raw) / n, 0, AUTOCORRELATION_MAX);
        double deviation = Math.sqrt(squares / (n - 2) * (1 + rho) / (1 - rho));
        return new Line(slope, deviation / Math.sqrt(sxx), mean, deviation);
    }

    static double mean(List<Double> y) {
        double sum = 0;
        for (double value : y) {
            sum += value;
        }
        return sum / y.size();
    }
}
