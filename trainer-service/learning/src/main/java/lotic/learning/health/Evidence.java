package lotic.learning.health;

import lotic.learning.StepOutcome;
import lotic.learning.objective.Objective;
import lotic.learning.recipe.ObjectiveSpec;
import lotic.learning.recipe.Recipe;

import java.util.List;

/// What the rules look at.
///
/// @param recent the newest steps, oldest first, at least one
/// @param learntAt the newest step that is known to have been better than guessing, or 0
record Evidence(Recipe recipe, List<StepOutcome> recent, long learntAt) {

    Evidence {
        recent = List.copyOf(recent);
    }

    StepOutcome newest() {
        return recent.getLast();
    }

    /// For how many steps the loss has not been better than guessing. Single steps may be, while
    /// the mean is not.
    long stepsWithoutGain() {
        return Math.max(recent.size(), newest().step() - learntAt);
    }

    /// Steps that were left out because something was not finite, though the loss scale was not at
    /// fault.
    long leftOut() {
        return recent.stream().filter(step -> !step.applied() && !step.scaledTooFar()).count();
    }

    /// Mean loss of the steps that were made; NaN if there is none.
    double loss() {
        return recent.stream()
                .filter(StepOutcome::applied)
                .mapToDouble(StepOutcome::loss)
                .average()
                .orElse(Double.NaN);
    }

    /// Mean of a signal over the steps that were made and told it; NaN if there is none.
    double signal(String name) {
        return recent.stream()
                .filter(StepOutcome::applied)
                .filter(step -> step.signals().containsKey(name))
                .mapToDouble(step -> step.signals().get(name))
                .average()
                .orElse(Double.NaN);
    }

    /// The loss of an answer that ignores its input, ln K for SwAV.
    double guessing() {
        return Objective.of(recipe).guessingLoss();
    }

    /// Steps in which the objective is not yet itself: prototypes that do not move, codes that are
    /// harder than they will be.
    long heldSteps() {
        return switch (recipe.objective()) {
            case ObjectiveSpec.Swav swav -> Math.max(swav.freezeSteps(), swav.hardCodeSteps());
        };
    }
}
