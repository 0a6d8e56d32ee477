package lotic.learning.optimizer;

import lotic.learning.ops.Slot;
import lotic.learning.ops.TrainingOps;
import lotic.learning.ops.TrainingOps.Gradients;
import lotic.learning.recipe.OptimizerSpec;

import java.util.function.Predicate;

/// Gradients in, new weights out; moments are buffers like any other.
public interface Optimizer {

    /// The optimiser that a recipe names.
    static Optimizer of(OptimizerSpec spec) {
        return switch (spec) {
            case OptimizerSpec.Larc larc -> new Larc(larc);
            case OptimizerSpec.Lars lars -> new Lars(lars);
            case OptimizerSpec.Sgd sgd -> new Sgd(sgd);
            case OptimizerSpec.AdamW adamW -> new AdamW(adamW);
        };
    }

    /// Updates some parameters.
    ///
    /// @param members which
    /// @param rate a single number, 0 or more
    /// @param firstStep the step in which these members are updated for the first time
    <T> void update(
            TrainingOps<T> ops,
            Gradients<T> gradients,
            Predicate<Slot> members,
            T rate,
            long firstStep);
}
