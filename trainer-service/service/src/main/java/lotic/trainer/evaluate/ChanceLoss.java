package lotic.trainer.evaluate;

import lotic.learning.objective.Objective;
import lotic.learning.recipe.Recipe;
import lotic.learning.trunk.Trunk;

/// What a recipe's loss is for a network that knows nothing, ln K for swapped prediction: a loss
/// that stays there learns nothing.
public final class ChanceLoss {

    private ChanceLoss() {}

    public static double of(Recipe recipe) {
        return Objective.of(recipe.objective(), Trunk.of(recipe.trunk()).dimension())
                .guessingLoss();
    }
}
