package lotic.trainer.status;

import lotic.learning.health.LearningHealth;
import lotic.learning.objective.Objective;
import lotic.learning.recipe.ObjectiveSpec;
import lotic.trainer.run.RunProgress;

import java.util.List;
import java.util.Optional;

/// The numbers by which the health of a run is judged. The ranges are wide on purpose: a value
/// outside is a reason to look, and only [LearningHealth] calls a run sick.
final class HealthSignals {

    /// This near to ln K, codes are flat.
    private static final double FLAT_SHARE = 0.95;

    /// A batch spreads its images over at least this share of the prototypes that it could use.
    private static final double USED_SHARE = 0.5;

    /// Predictions use, and pictures are nearest to, at least this share of the prototypes that a
    /// batch could use.
    private static final double LIVELY_SHARE = 0.3;

    /// Projections that lie nearer together than this share of an even spread.
    private static final double SPREAD_MIN = 0.1;

    /// Features that use fewer directions say next to nothing.
    private static final double RANK_MIN = 4;

    private final RunProgress progress;
    private final Optional<NewestVersion> newest;

    /// The loss of an answer that ignores its input.
    private final double guessing;

    /// Whether there are too few steps to judge.
    private final boolean young;

    private HealthSignals(RunFacts facts) {
        progress = facts.progress();
        newest = facts.newest().answer().flatMap(version -> version);
        guessing = Objective.of(progress.recipe()).guessingLoss();
        young = progress.health().state() == LearningHealth.State.YOUNG;
    }

    static List<HealthSignal> of(RunFacts facts) {
        return new HealthSignals(facts).all();
    }

    private List<HealthSignal> all() {
        return List.of(
                loss(),
                HealthSignal.judged(
                        "codes.entropy",
                        "Entropy of codes",
                        signal("codes.entropy"),
                        Optional.of(0.0),
                        young ? Optional.empty() : Optional.of(FLAT_SHARE * guessing),
                        young
                                ? "too few steps to judge; flat codes have ln K"
                                : "each picture has prototypes of its own",
                        "codes are flat: all prototypes look alike to a picture, the first sign of"
                                + " collapse"),
                perplexity(),
                predictions(),
                unused(),
                HealthSignal.judged(
                        "projections.deviation",
                        "Spread of projections",
                        signal("projections.deviation"),
                        young ? Optional.empty() : Optional.of(SPREAD_MIN),
                        Optional.empty(),
                        "1 if projections fill the sphere evenly",
                        "projections of all pictures lie together: collapse"),
                HealthSignal.judged(
                        "gradient.norm",
                        "Gradient norm",
                        signal("gradient.norm"),
                        Optional.of(Double.MIN_NORMAL),
                        Optional.of(Double.MAX_VALUE),
                        "finite: steps are applied",
                        "not finite or zero: the step was left out or changes nothing"),
                HealthSignal.judged(
                        "effective_rank",
                        "Effective rank",
                        newest.flatMap(NewestVersion::effectiveRank),
                        Optional.of(RANK_MIN),
                        Optional.empty(),
                        "directions that the newest version's features use",
                        "the newest version's features use hardly any directions: collapse"),
                HealthSignal.judged(
                        "knn",
                        "kNN accuracy",
                        newest.flatMap(NewestVersion::knn),
                        newest.flatMap(NewestVersion::knnUntrained),
                        Optional.of(1.0),
                        "the newest version tells held-out pictures apart at least as well as an"
                                + " untrained network",
                        "the newest version is worse than an untrained network"));
    }

    private HealthSignal loss() {
        Optional<Double> mean = Optional.of(progress.recentLoss()).filter(Double::isFinite);
        return HealthSignal.judged(
                "loss",
                "Loss, last 100 steps",
                mean,
                Optional.of(0.0),
                young ? Optional.empty() : Optional.of(guessing - LearningHealth.MARGIN),
                young
                        ? "too few steps to judge; guessing is ln K"
                        : "below ln K, the loss of guessing",
                "stays at ln K, the loss of guessing: it learns nothing");
    }

    private int prototypes() {
        return switch (progress.recipe().objective()) {
            case ObjectiveSpec.Swav swav -> swav.prototypes();
        };
    }

    /// How many prototypes the codes of a batch could use.
    private int usable() {
        return switch (progress.recipe().objective()) {
            case ObjectiveSpec.Swav swav ->
                    Math.min(
                            swav.prototypes(),
                            swav.assignedCrops() * progress.recipe().imagesTogether());
        };
    }

    private HealthSignal unused() {
        double used = LIVELY_SHARE * usable() / prototypes();
        return HealthSignal.judged(
                "prototypes.unused",
                "Unused prototypes",
                signal("prototypes.unused"),
                Optional.of(0.0),
                Optional.of(1 - used),
                "share of prototypes that no picture of the batch is nearest to",
                "pictures of a batch are nearest to a few prototypes: the rest is dead weight");
    }

    private HealthSignal predictions() {
        return HealthSignal.judged(
                "predictions.perplexity",
                "Prototypes foretold",
                signal("predictions.perplexity"),
                Optional.of(LIVELY_SHARE * usable()),
                Optional.empty(),
                "predictions spread over the prototypes",
                "predictions use few prototypes: the rest is dead weight");
    }

    private HealthSignal perplexity() {
        int usable = usable();
        return HealthSignal.judged(
                "prototypes.perplexity",
                "Prototypes in use",
                signal("prototypes.perplexity"),
                Optional.of(USED_SHARE * usable),
                Optional.of((double) usable),
                "a batch spreads over most prototypes",
                "a batch uses few prototypes: the rest is dead weight");
    }

    /// Of the newest step that was not left out to find the loss scale, which is no fault.
    private Optional<Double> signal(String name) {
        return progress.recent().reversed().stream()
                .filter(step -> !step.scaledTooFar())
                .findFirst()
                .map(step -> step.signals().get(name));
    }
}
