package lotic.learning.health;

import lotic.learning.health.LearningHealth.State;
import lotic.learning.recipe.ObjectiveSpec;
import lotic.learning.recipe.Recipe;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// The rules, the gravest first. A number that nobody told is NaN and convinces no rule.
///
/// Sources of the signs: the SwAV authors' advice on collapse (README of facebookresearch/swav and
/// its issues 23, 62, 76 and 118).
final class Rules {

    /// Fewer steps of this start of the trainer say nothing yet.
    private static final int STEPS_MIN = 50;

    /// Prototypes of which two have this cosine on average are one prototype.
    private static final double ALIKE = 0.9;

    /// Codes whose entropy is this near to ln K are flat.
    private static final double FLAT_SHARE = 0.95;

    /// A loss this far above that of guessing is worse than guessing.
    private static final double WORSE_THAN_GUESSING = 0.5;

    private static final List<Function<Evidence, Optional<LearningHealth>>> RULES =
            List.of(
                    Rules::notFinite,
                    Rules::young,
                    Rules::prototypesAlike,
                    Rules::tooManyPrototypes,
                    Rules::diverged,
                    Rules::collapsed,
                    Rules::stuck,
                    Rules::rateTooHigh);

    private Rules() {}

    static LearningHealth judge(Evidence evidence) {
        return RULES.stream()
                .map(rule -> rule.apply(evidence))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> healthy(evidence));
    }

    private static Optional<LearningHealth> notFinite(Evidence evidence) {
        if (evidence.newest().applied() || evidence.newest().scaledTooFar()) {
            return Optional.empty();
        }
        String others =
                evidence.leftOut() == 1
                        ? ""
                        : ", as were %d of the last %d"
                                .formatted(evidence.leftOut(), evidence.recent().size());
        return found(
                State.NON_FINITE,
                "step %d gave a loss or a gradient that is not finite and was left out%s"
                        .formatted(evidence.newest().step(), others),
                "If it stays so, halve the rate: POST {\"command\":\"halve\"} to /v1/commands");
    }

    private static Optional<LearningHealth> young(Evidence evidence) {
        long grown = LearningHealth.GRACE_STEPS + evidence.heldSteps();
        return evidence.newest().step() < grown || evidence.recent().size() < STEPS_MIN
                ? Optional.of(
                        new LearningHealth(State.YOUNG, "too few steps to judge", Optional.empty()))
                : Optional.empty();
    }

    private static Optional<LearningHealth> prototypesAlike(Evidence evidence) {
        double similarity = evidence.signal("prototypes.similarity");
        return similarity > ALIKE
                ? found(
                        State.PROTOTYPES_ALIKE,
                        String.format(
                                Locale.ROOT,
                                "all prototypes are alike: mean cosine %.2f",
                                similarity),
                        Remedies.ofAlikePrototypes(evidence.recipe()))
                : Optional.empty();
    }

    private static Optional<LearningHealth> tooManyPrototypes(Evidence evidence) {
        return switch (evidence.recipe().objective()) {
            case ObjectiveSpec.Swav swav -> {
                Recipe recipe = evidence.recipe();
                int together = recipe.imagesTogether();
                int images = together + swav.queueLength();
                yield 2L * images < swav.prototypes()
                        ? found(
                                State.TOO_MANY_PROTOTYPES,
                                String.format(
                                        Locale.ROOT,
                                        "%d images are spread over %d prototypes, %.0f %% of which"
                                                + " are nobody's",
                                        images,
                                        swav.prototypes(),
                                        100 * evidence.signal("prototypes.unused")),
                                Remedies.ofTooManyPrototypes(images))
                        : Optional.empty();
            }
        };
    }

    private static Optional<LearningHealth> diverged(Evidence evidence) {
        return evidence.loss() > evidence.guessing() + WORSE_THAN_GUESSING
                ? found(
                        State.DIVERGED,
                        "the loss is worse than that of guessing: " + losses(evidence),
                        Remedies.ofDivergence(evidence.recipe()))
                : Optional.empty();
    }

    private static Optional<LearningHealth> collapsed(Evidence evidence) {
        double guessing = evidence.guessing();
        double entropy = evidence.signal("codes.entropy");
        return evidence.loss() > guessing - LearningHealth.MARGIN && entropy > FLAT_SHARE * guessing
                ? found(
                        State.COLLAPSED,
                        String.format(
                                Locale.ROOT,
                                "%s and codes are flat: %s, entropy of codes %.2f",
                                stays(evidence),
                                losses(evidence),
                                entropy),
                        Remedies.ofCollapse(evidence.recipe()))
                : Optional.empty();
    }

    private static Optional<LearningHealth> stuck(Evidence evidence) {
        return evidence.loss() > evidence.guessing() - LearningHealth.MARGIN
                ? found(
                        State.STUCK,
                        stays(evidence) + ": " + losses(evidence),
                        Remedies.ofCollapse(evidence.recipe()))
                : Optional.empty();
    }

    /// A ratio that is capped bears with it for its matrices, the other tensors do not.
    private static Optional<LearningHealth> rateTooHigh(Evidence evidence) {
        return Remedies.rate(evidence.recipe())
                .flatMap(
                        suspect ->
                                found(
                                        State.RATE_TOO_HIGH,
                                        suspect + ": " + losses(evidence),
                                        "Start a new run with a lower rate.base"));
    }

    private static LearningHealth healthy(Evidence evidence) {
        return new LearningHealth(State.HEALTHY, losses(evidence), Optional.empty());
    }

    private static String stays(Evidence evidence) {
        return "the loss has stayed at ln K for %d steps".formatted(evidence.stepsWithoutGain());
    }

    private static String losses(Evidence evidence) {
        return String.format(
                Locale.ROOT, "loss %.2f, ln K %.2f", evidence.loss(), evidence.guessing());
    }

    private static Optional<LearningHealth> found(State state, String finding, String remedy) {
        return Optional.of(new LearningHealth(state, finding, Optional.of(remedy)));
    }
}
