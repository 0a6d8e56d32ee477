package lotic.trainer.status;

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
        return LearningHealth.of(progress).state() == LearningHealth.State.YOUNG;
    }

    private static HealthSignal perplexity(RunProgress progress) {
        int usable =
                switch (progress.recipe().objective()) {
                    case ObjectiveSpec.Swav swav ->
                            Math.min(swav.prototypes(), 2 * progress.recipe().batch());
                };
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
