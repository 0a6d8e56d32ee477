package lotic.learning.recipe;

import lotic.pixels.EvaluationView;
import lotic.pixels.MultiCrop;

/// A run as plain data, saved with each checkpoint and version.
///
/// @param trunk the network that makes features of views
/// @param objective what is to be learnt
/// @param optimizer how gradients become new weights
/// @param rate how the learning rate goes
/// @param views which views each image gives
/// @param evaluation the view by which versions are judged and served
/// @param batch images per step, 2 or more
/// @param precision of convolutions and matrix products
/// @param seed of the initial weights and of all views
public record Recipe(
        TrunkSpec trunk,
        ObjectiveSpec objective,
        OptimizerSpec optimizer,
        RateSpec rate,
        MultiCrop views,
        EvaluationView evaluation,
        int batch,
        Precision precision,
        long seed) {

    public Recipe {
        if (batch < 2) {
            throw new IllegalArgumentException(
                    "batch is " + batch + "; give 2 or more, batch-norm needs them");
        }
    }
}
