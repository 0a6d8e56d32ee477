package lotic.learning.health;

import lotic.learning.recipe.ObjectiveSpec.Swav;
import lotic.learning.recipe.OptimizerSpec;
import lotic.learning.recipe.Recipe;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What to do about a finding. The signs of a collapse are much the same whatever brought it about,
/// so the recipe tells what is most out of the ordinary.
final class Remedies {

    /// Twice SwAV's published value.
    private static final double EPSILON_USUAL_MAX = 0.1;

    /// SwAV's published rate for each 256 images of a batch.
    private static final double RATE_PER_256 = 0.3;

    /// A rate so many times the published one is the first suspect. Presets for small batches go up
    /// to 32 times it.
    private static final double RATE_USUAL_MAX = 50;

    private Remedies() {}

    static String ofAlikePrototypes(Recipe recipe) {
        return "Start a new run: equal prototypes get equal gradients and never part"
                + alsoSuspected(recipe);
    }

    static String ofTooManyPrototypes(int images) {
        return "Start a new run with at most %d prototypes, a larger batch or a longer queue"
                .formatted(images);
    }

    static String ofDivergence(Recipe recipe) {
        return "Halve the rate, several times if need be: POST {\"command\":\"halve\"} to"
                + " /v1/commands"
                + alsoSuspected(recipe);
    }

    static String ofCollapse(Recipe recipe) {
        List<String> suspects = suspects(recipe);
        return suspects.isEmpty()
                ? "Start a new run with " + usual(recipe)
                : "Start a new run: " + String.join("; ", suspects);
    }

    private static String usual(Recipe recipe) {
        boolean batchNorm =
                switch (recipe.objective()) {
                    case Swav swav -> swav.headBatchNorm();
                };
        return "a smaller objective.epsilon, prototypes frozen for longer, %sfewer prototypes or a lower rate"
                .formatted(batchNorm ? "" : "a batch-norm in the head, ");
    }

    private static String alsoSuspected(Recipe recipe) {
        List<String> suspects = suspects(recipe);
        return suspects.isEmpty() ? "" : "; " + String.join("; ", suspects);
    }

    private static List<String> suspects(Recipe recipe) {
        return Stream.of(epsilon(recipe), rate(recipe)).flatMap(Optional::stream).toList();
    }

    private static Optional<String> epsilon(Recipe recipe) {
        return switch (recipe.objective()) {
            case Swav swav ->
                    swav.epsilon() > EPSILON_USUAL_MAX
                            ? Optional.of(
                                    "objective.epsilon is %s, give 0.05 or less"
                                            .formatted(swav.epsilon()))
                            : Optional.empty();
        };
    }

    /// Says so if the rate is out of the ordinary, for optimisers with which SwAV and SEER were
    /// published.
    static Optional<String> rate(Recipe recipe) {
        return switch (recipe.optimizer()) {
            case OptimizerSpec.Larc _, OptimizerSpec.Lars _ -> {
                double published = RATE_PER_256 * recipe.batch() / 256;
                double times = recipe.rate().base() / published;
                yield times > RATE_USUAL_MAX
                        ? Optional.of(
                                String.format(
                                        Locale.ROOT,
                                        "rate.base is %s, %.0f times the published %.3g for batches"
                                                + " of %d",
                                        recipe.rate().base(),
                                        times,
                                        published,
                                        recipe.batch()))
                        : Optional.empty();
            }
            case OptimizerSpec.Sgd _, OptimizerSpec.AdamW _ -> Optional.empty();
        };
    }
}
