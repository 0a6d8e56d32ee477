package lotic.trainer.status;

import lotic.learning.recipe.ObjectiveSpec;
import lotic.trainer.evaluate.ChanceLoss;
import lotic.trainer.run.RunProgress;

import java.util.Locale;

/// Whether a run learns at all, by the first two rules: its losses are finite, and they leave ln K,
/// where a network that has collapsed stays.
///
/// @param state in a word
/// @param detail the finding with its numbers
public record LearningHealth(State state, String detail) {

    /// Steps after which a loss that is still at ln K is no longer the beginning.
    static final long GRACE_STEPS = 300;

    /// A loss this near to ln K is at ln K; it is the plateau rule's margin too.
    static final double MARGIN = 0.05;

    /// In a word.
    public enum State {
        /// Too few steps to judge.
        YOUNG,
        HEALTHY,
        /// The loss stays where guessing would be: all images look alike to the network.
        COLLAPSED,
        /// The newest loss or gradient was NaN or infinite; the step was left out.
        NON_FINITE
    }

    /// Judges what a run shows of itself.
    public static LearningHealth of(RunProgress progress) {
        if (progress.newest().isEmpty()) {
            return new LearningHealth(State.YOUNG, "no step yet");
        }
        long step = progress.newest().get().step();
        if (progress.lastStep().filter(last -> !last.applied()).isPresent()) {
            return new LearningHealth(
                    State.NON_FINITE,
                    "step %d gave a loss that is not finite and was left out".formatted(step));
        }
        double chance = ChanceLoss.of(progress.recipe());
        double recent = progress.recentLoss();
        if (step < GRACE_STEPS + frozenSteps(progress) || Double.isNaN(recent)) {
            return new LearningHealth(State.YOUNG, "too few steps to judge");
        }
        String numbers = String.format(Locale.ROOT, "loss %.2f, ln K %.2f", recent, chance);
        return recent > chance - MARGIN
                ? new LearningHealth(State.COLLAPSED, "the loss stays at ln K: " + numbers)
                : new LearningHealth(State.HEALTHY, numbers);
    }

    private static long frozenSteps(RunProgress progress) {
        return switch (progress.recipe().objective()) {
            case ObjectiveSpec.Swav swav -> swav.freezeSteps();
        };
    }
}
