package lotic.learning.rate;

/// What earlier halvings brought.
///
/// @param count of halvings so far
/// @param barren the latest ones in a row that brought no gain
/// @param level loss at the latest halving; infinite if none is comparable
public record Halvings(int count, int barren, double level) {

    static final Halvings NONE = new Halvings(0, 0, Double.POSITIVE_INFINITY);

    /// Judges the latest halving by the loss at which the next plateau lies.
    Halvings judgedAt(double plateau) {
        boolean gained = !(plateau > level - Trend.GAIN_MIN * Math.abs(plateau));
        return new Halvings(count, gained ? 0 : barren + 1, level);
    }

    Halvings onceMoreAt(double plateau) {
        return new Halvings(count + 1, barren, plateau);
    }

    /// As many, but what they brought can no longer be compared.
    Halvings forgotten() {
        return new Halvings(count, 0, Double.POSITIVE_INFINITY);
    }
}
