package lotic.learning.recipe;

import java.util.List;

/// The numbers of the plateau detector; [lotic.learning.rate.Plateau] tells what each does.
///
/// @param block steps averaged into one observation
/// @param windows line fits over the last so many blocks, ascending
/// @param horizon blocks over which a gain is judged
/// @param cooldown blocks ignored after a reset
/// @param stuckBlocks blocks at ln K before the alarm
/// @param maxBarren halvings without gain before the rate is kept
public record PlateauRule(
        int block,
        List<Integer> windows,
        int horizon,
        int cooldown,
        int stuckBlocks,
        int maxBarren) {

    public PlateauRule {
        windows = List.copyOf(windows);
    }
}
