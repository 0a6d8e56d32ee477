package lotic.trainer.status;

import lotic.learning.health.LearningHealth;
import lotic.learning.recipe.ObjectiveSpec;
import lotic.trainer.evaluate.ChanceLoss;
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

    private HealthSignals() {}

    static List<HealthSignal> of(RunFacts facts) {
        RunProgress progress = facts.progress();
        double chance = ChanceLoss.of(progress.recipe());
        Optional<NewestVersion> newest = facts.newest().answer().flatMap(version -> version);
        return List.of(
                loss(progress, chance),
                HealthSignal.judged(
                        "codes.entropy",
                        "Entropy of codes",
                        signal(progress, "codes.entropy"),
                        Optional.of(0.0),
                        isYoung(progress) ? Optional.empty() : Optional.of(FLAT_SHARE * chance),
                        isYoung(progress)
                                ? "too few steps to judge; flat codes have ln K"
                                : "each picture has prototypes of its own",
                        "codes are flat: all prototypes look alike to a picture, the first sign of"
                                + " collapse"),
                perplexity(progress),
                predictions(progress),
                unused(progress),
                HealthSignal.judged(
                        "projections.deviation",
                        "Spread of projections",
                        signal(progress, "projections.deviation"),
                        isYoung(progress) ? Optional.empty() : Optional.of(SPREAD_MIN),
                        Optional.empty(),
                        "1 if projections fill the sphere evenly",
                        "projections of all pictures lie together: collapse"),
                HealthSignal.judged(
                        "gradient.norm",
                        "Gradient norm",
                        signal(progress, "gradient.norm"),
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

    private static HealthSignal loss(RunProgress progress, double chance) {
        Optional<Double> mean = Optional.of(progress.recentLoss()).filter(Double::isFinite);
        boolean young = isYoung(progress);
        return HealthSignal.judged(
                "loss",
                "Loss, last 100 steps",
                mean,
                Optional.of(0.0),
                young ? Optional.empty() : Optional.of(chance - LearningHealth.MARGIN),
                young
                        ? "too few steps to judge; guessing is ln K"
                        : "below ln K, the loss of guessing",
                "stays at ln K, the loss of guessing: it learns nothing");
    }

    private static boolean isYoung(RunProgress progress) {
        return progress.health().state() == LearningHealth.State.YOUNG;
    }

    private static int prototypes(RunProgress progress) {
        return switch (progress.recipe().objective()) {
            case ObjectiveSpec.Swav swav -> swav.prototypes();
        };
    }

    /// How many prototypes the codes of a batch could use.
    private static int usable(RunProgress progress) {
        return switch (progress.recipe().objective()) {
            case ObjectiveSpec.Swav swav ->
                    Math.min(swav.prototypes(), swav.assignedCrops() * progress.recipe().batch());
        };
    }

    private static HealthSignal unused(RunProgress progress) {
        double used = LIVELY_SHARE * usable(progress) / prototypes(progress);
        return HealthSignal.judged(
                "prototypes.unused",
                "Unused prototypes",
                signal(progress, "prototypes.unused"),
                Optional.of(0.0),
                Optional.of(1 - used),
                "share of prototypes that no picture of the batch is nearest to",
                "pictures of a batch are nearest to a few prototypes: the rest is dead weight");
    }

    private static HealthSignal predictions(RunProgress progress) {
        return HealthSignal.judged(
                "predictions.perplexity",
                "Prototypes foretold",
                signal(progress, "predictions.perplexity"),
                Optional.of(LIVELY_SHARE * usable(progress)),
                Optional.empty(),
                "predictions spread over the prototypes",
                "predictions use few prototypes: the rest is dead weight");
    }

    private static HealthSignal perplexity(RunProgress progress) {
        int usable = usable(progress);
        return HealthSignal.judged(
                "prototypes.perplexity",
                "Prototypes in use",
                signal(progress, "prototypes.perplexity"),
                Optional.of(USED_SHARE * usable),
                Optional.of((double) usable),
                "a batch spreads over most prototypes",
                "a batch uses few prototypes: the rest is dead weight");
    }

    private static Optional<Double> signal(RunProgress progress, String name) {
        return progress.lastStep().map(step -> step.signals().get(name));
    }
}
