package lotic.standalone.evaluate;

import java.util.Locale;

/// Ways to judge features.
public enum Protocol {
    /// Nearest neighbours, by three conventions.
    KNN,
    /// A linear classifier on frozen features.
    LINEAR,
    /// The same with few labels.
    LOW_SHOT,
    /// The whole network learnt on, by SEER's recipe.
    FINE_TUNE,
    /// The whole network learnt on with few labels, by SwAV's recipe.
    LOW_SHOT_FINE_TUNE;

    /// How people write it, such as `low-shot`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
