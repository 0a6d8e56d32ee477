package lotic.learning.rate;

import java.util.List;

/// A line fitted through evenly spaced observations by least squares. The errors allow for
/// residuals that hang together: they are widened as for an autoregression of order 1.
///
/// @param slope per observation
/// @param mean of the observations, which is the line's height at their centre
/// @param spread sum of the squared distances of the observations' places from their centre
/// @param variance of the residuals, not widened
/// @param autocorrelation coefficient of the autoregression, from 0 to [#AUTOCORRELATION_MAX]
record Line(double slope, double mean, double spread, double variance, double autocorrelation) {

    private static final double AUTOCORRELATION_MAX = 0.95;

    /// The coefficient is the residuals' lag-1 autocorrelation with its small-sample bias taken
    /// back.
    ///
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
        return new Line(slope, mean, sxx, squares / (n - 2), rho);
    }

    /// Standard deviation of the residuals, widened.
    double deviation() {
        return Math.sqrt(variance * (1 + autocorrelation) / (1 - autocorrelation));
    }

    /// Standard error of the slope.
    double slopeError() {
        return deviation() / Math.sqrt(spread);
    }

    /// The same line with errors widened by another coefficient.
    Line withAutocorrelation(double other) {
        return new Line(slope, mean, spread, variance, other);
    }

    static double mean(List<Double> y) {
        double sum = 0;
        for (double value : y) {
            sum += value;
        }
        return sum / y.size();
    }
}
