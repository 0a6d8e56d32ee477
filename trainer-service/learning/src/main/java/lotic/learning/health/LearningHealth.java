package lotic.learning.health;

import lotic.learning.StepOutcome;
import lotic.learning.recipe.Recipe;

import java.util.List;
import java.util.Optional;

/// Whether a run learns, by the first rule that fires, and what to do if it does not.
///
/// The rules look at means over the last [#WINDOW_STEPS] steps, because single steps are noisy, and
/// wait until the first [#GRACE_STEPS] steps after everything was set free are over, because every
/// run begins at or above the loss of guessing. Their thresholds lie far from what good runs show
/// (docs/SCIENCE.md has the runs): an alarm that cries wolf is switched off.
///
/// @param state in a word
/// @param finding what is the case, with its numbers, as a clause
/// @param remedy what to do, as a sentence without its full stop; empty if nothing is wrong
public record LearningHealth(State state, String finding, Optional<String> remedy) {

    /// Over how many of the newest steps the rules take means.
    public static final int WINDOW_STEPS = 100;

    /// Steps after which a loss that is still at ln K is no longer the beginning.
    public static final long GRACE_STEPS = 300;

    /// A loss this near to ln K is at ln K; it is the plateau rule's margin too.
    public static final double MARGIN = 0.05;

    /// In a word.
    public enum State {
        /// Too few steps to judge.
        YOUNG,
        HEALTHY,
        /// The newest loss or gradient was NaN or infinite; the step was left out.
        NON_FINITE,
        /// All prototypes point the same way, so that no picture is nearer to one than to another.
        PROTOTYPES_ALIKE,
        /// The loss is far above that of guessing: steps are too long.
        DIVERGED,
        /// The loss stays at that of guessing and codes are flat: all images look alike to the
        /// network.
        COLLAPSED,
        /// The loss stays at that of guessing although codes are sharp: no crop foretells another.
        STUCK,
        /// A batch has too few images for the prototypes over which it is spread.
        TOO_MANY_PROTOTYPES,
        /// The loss falls, but the rate is far beyond any published one.
        RATE_TOO_HIGH
    }

    /// Judges a run.
    ///
    /// @param recent its newest steps, oldest first; those before the last [#WINDOW_STEPS] are not
    ///   looked at
    /// @param learntAt the newest step whose loss is known to have been below that of guessing by
    ///   [#MARGIN]; 0 if there was none
    public static LearningHealth of(Recipe recipe, List<StepOutcome> recent, long learntAt) {
        if (recent.isEmpty()) {
            return new LearningHealth(State.YOUNG, "no step yet", Optional.empty());
        }
        int from = Math.max(0, recent.size() - WINDOW_STEPS);
        return Rules.judge(new Evidence(recipe, recent.subList(from, recent.size()), learntAt));
    }
}
