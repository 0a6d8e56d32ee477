package lotic.trainer.learner;

import lotic.learning.engine.Compute;
import lotic.learning.recipe.Recipe;
import lotic.trainer.heldout.HeldOutRule;

/// What a run is begun with and keeps for good, because its bits depend on it.
///
/// @param run its name
/// @param recipe what is learnt and how
/// @param compute device and threads
/// @param heldOut which records are never learnt
/// @param recentBytesMax bytes of images from which batches are filled up
/// @param topic what tells the image topic from a later one of the same name
public record RunTerms(
        String run,
        Recipe recipe,
        Compute compute,
        HeldOutRule heldOut,
        long recentBytesMax,
        String topic) {}
