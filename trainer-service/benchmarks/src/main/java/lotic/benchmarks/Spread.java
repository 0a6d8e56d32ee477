package lotic.benchmarks;

import java.util.List;

/// How repeated measurements of one thing lie.
///
/// @param median of them
/// @param min smallest
/// @param max largest
public record Spread(double median, double min, double max) {

    /// What measurements come to.
    ///
    /// @param measured one or more
    public static Spread of(List<Double> measured) {
        List<Double> sorted = measured.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median =
                sorted.size() % 2 == 1
                        ? sorted.get(middle)
                        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }
}
