package lotic.learning.recipe;

import java.util.List;

/// The numbers of the plateau detector; [lotic.learning.rate.Plateau] tells what each does.
///
/// @param block steps averaged into one observation, 1 or more
/// @param windows line fits over the last so many blocks, ascending; the longest at least 48, which
///   the test for a shift of the stream needs
/// @param horizon blocks over which a gain is judged, 1 or more
/// @param cooldown blocks ignored after a reset
/// @param stuckBlocks blocks at ln K before the alarm, 1 or more
/// @param maxBarren halvings without gain before the rate is kept, 1 or more
/// @param autocorrelation by which errors are widened
/// @param autoRewarm whether a shift of the stream ramps the rate up again, to at most four times
///   what it is and never beyond the base rate
public record PlateauRule(
        int block,
        List<Integer> windows,
        int horizon,
        int cooldown,
        int stuckBlocks,
        int maxBarren,
        Autocorrelation autocorrelation,
        boolean autoRewarm) {

    /// How blocks hang together, which widens the errors of the lines through them.
    public enum Autocorrelation {
        /// Each window by what it sees itself. A short one often sees too little, and then takes a
        /// loss that falls for a flat one.
        PER_WINDOW,
        /// All windows by the most that one of them sees.
        POOLED
    }

    /// For runs of many thousand steps.
    public static final PlateauRule LARGE =
            new PlateauRule(
                    50, List.of(40, 80, 160, 320), 160, 20, 40, 2, Autocorrelation.POOLED, false);

    /// For small machines, where a thousand steps are a long time.
    public static final PlateauRule SMALL =
            new PlateauRule(10, List.of(40, 80, 160), 80, 10, 20, 2, Autocorrelation.POOLED, false);

    private static final int SHORTEST_WINDOW_MIN = 3;
    private static final int LONGEST_WINDOW_MIN = 48;

    public PlateauRule {
        windows = List.copyOf(windows);
        Setting.isAtLeast(1, "rate.rule.block", block, "50");
        if (!strictlyAscending(windows)
                || windows.getFirst() < SHORTEST_WINDOW_MIN
                || windows.getLast() < LONGEST_WINDOW_MIN) {
            throw Setting.wrong(
                    "rate.rule.windows",
                    windows,
                    "ascending numbers, the first 3 or more, the last 48 or more (40, 80, 160)");
        }
        Setting.isAtLeast(1, "rate.rule.horizon", horizon, "160");
        Setting.isAtLeast(0, "rate.rule.cooldown", cooldown, "20");
        Setting.isAtLeast(1, "rate.rule.stuck_blocks", stuckBlocks, "40");
        Setting.isAtLeast(1, "rate.rule.max_barren", maxBarren, "2");
    }

    /// The same numbers for blocks of another length.
    public PlateauRule withBlock(int steps) {
        return new PlateauRule(
                steps,
                windows,
                horizon,
                cooldown,
                stuckBlocks,
                maxBarren,
                autocorrelation,
                autoRewarm);
    }

    /// The same numbers with errors widened otherwise.
    public PlateauRule with(Autocorrelation other) {
        return new PlateauRule(
                block, windows, horizon, cooldown, stuckBlocks, maxBarren, other, autoRewarm);
    }

    /// The same numbers, and a shift of the stream ramps the rate up again or not.
    public PlateauRule withAutoRewarm(boolean on) {
        return new PlateauRule(
                block, windows, horizon, cooldown, stuckBlocks, maxBarren, autocorrelation, on);
    }

    private static boolean strictlyAscending(List<Integer> numbers) {
        for (int i = 1; i < numbers.size(); i++) {
            if (numbers.get(i) <= numbers.get(i - 1)) {
                return false;
            }
        }
        return !numbers.isEmpty();
    }
}
