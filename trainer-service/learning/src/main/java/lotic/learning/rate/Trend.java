package lotic.learning.rate;

import lotic.learning.recipe.PlateauRule;

import java.util.List;

/// Where the loss is going, by the windows that are long enough to tell: those over which the error
/// of the gain is small against the gain that would matter.
///
/// @param flat some window shows with confidence that a horizon gains less than matters
/// @param rising some window shows with confidence that the loss rises
/// @param level mean loss of the longest such window; NaN if no window can tell
record Trend(boolean flat, boolean rising, double level) {

    /// A gain below this share of the loss does not matter.
    static final double GAIN_MIN = 0.005;

    /// One-sided normal quantile of 99 %.
    private static final double CONFIDENCE_Z = 2.33;

    /// A window may vote if the error of its gain is at most this share of the gain that matters.
    private static final double ERROR_SHARE_MAX = 0.5;

    static Trend of(List<Double> blocks, PlateauRule rule) {
        boolean flat = false;
        boolean rising = false;
        double level = Double.NaN;
        for (Line line : lines(blocks, rule)) {
            double matters = GAIN_MIN * Math.abs(line.mean());
            if (line.slopeError() * rule.horizon() <= ERROR_SHARE_MAX * matters) {
                double margin = CONFIDENCE_Z * line.slopeError();
                flat |= (margin - line.slope()) * rule.horizon() < matters;
                rising |= line.slope() > margin;
                level = line.mean();
            }
        }
        return new Trend(flat, rising, level);
    }

    /// A line through each window that the blocks fill, the shortest first.
    private static List<Line> lines(List<Double> blocks, PlateauRule rule) {
        List<Line> lines =
                rule.windows().stream()
                        .filter(window -> window <= blocks.size())
                        .map(window -> Line.through(last(blocks, window)))
                        .toList();
        return switch (rule.autocorrelation()) {
            case PER_WINDOW -> lines;
            case POOLED -> {
                double most = lines.stream().mapToDouble(Line::autocorrelation).max().orElse(0);
                yield lines.stream().map(line -> line.withAutocorrelation(most)).toList();
            }
        };
    }

    static List<Double> last(List<Double> values, int count) {
        return values.subList(values.size() - count, values.size());
    }
}
