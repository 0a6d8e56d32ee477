package lotic.learning.objective;

import lotic.learning.ops.Ops;
import lotic.learning.ops.StateArrays;
import lotic.learning.ops.TrainingOps;
import lotic.learning.recipe.ObjectiveSpec;
import lotic.learning.recipe.Recipe;
import lotic.learning.trunk.Features;
import lotic.learning.trunk.Trunk;

import java.util.List;
import java.util.Map;

/// What is to be learnt. Heads, prototypes and queues are parameters and buffers that it declares.
public interface Objective {

    /// The objective of a recipe, on features of its trunk.
    static Objective of(Recipe recipe) {
        int features = Trunk.of(recipe.trunk()).dimension();
        return switch (recipe.objective()) {
            case ObjectiveSpec.Swav swav -> new Swav(features, swav);
        };
    }

    /// Parameters that stay as they are for a while.
    List<Freeze> freezes();

    /// The loss of an answer that ignores its input, such as ln K; a loss that stays near it is
    /// collapse.
    double guessingLoss();

    /// The step from which losses are on the scale on which they stay: nothing is frozen any more,
    /// queues are full, codes are as soft as they will be.
    ///
    /// @param batch images per step
    long settledFrom(int batch);

    /// The mean loss over the examples, a single number. It signals what its health is judged by.
    ///
    /// @param features of each of the batch's views
    <T> T loss(TrainingOps<T> ops, Batch<T> batch, List<Features<T>> features);

    /// Mends its own part of the state after a step that was applied, where the interpreters of the
    /// step do not look; most have nothing to mend.
    ///
    /// @param microBatches of a step
    /// @return numbers to tell beside the step's signals
    default Map<String, Double> mend(StateArrays state, int microBatches) {
        return Map.of();
    }

    /// How near examples are to each of the K things that the objective tells apart, prototypes or
    /// classes, for people to look at. It declares no parameter that the loss does not.
    ///
    /// @param pooled (n, F) the trunk's features
    /// @return (n, K); cosines for prototypes
    <T> T affinities(Ops<T> ops, T pooled);

    /// A parameter that no update touches at first, decay and momentum included.
    ///
    /// @param parameter its full name
    /// @param steps how many
    record Freeze(String parameter, long steps) {}
}
