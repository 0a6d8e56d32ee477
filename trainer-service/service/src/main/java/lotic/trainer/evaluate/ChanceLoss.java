package lotic.trainer.evaluate;

import lotic.learning.recipe.ObjectiveSpec;

/// What an objective's loss is for a network that knows nothing: a loss that stays there learns
/// nothing.
public final class ChanceLoss {

    private ChanceLoss() {}

    /// For swapped prediction ln K: every prototype is as likely as the next.
    public static double of(ObjectiveSpec objective) {
        return switch (objective) {
            case ObjectiveSpec.Swav swav -> Math.log(swav.prototypes());
        };
    }
}
