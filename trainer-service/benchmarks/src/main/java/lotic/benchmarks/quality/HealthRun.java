package lotic.benchmarks.quality;

import lotic.learning.recipe.Presets;
import lotic.learning.recipe.Recipe;

import java.util.List;
import java.util.stream.Stream;

/// Runs on which the verdict on health is tried. All but the first see two crops of an image.
enum HealthRun {
    /// The preset for drawn pictures.
    DRAWN,
    /// The preset for photographs.
    SMALL,
    /// What SEER has and `drawn` does not: a head without batch-norm, ten rounds, LARC by scaling.
    /// Without the batch-norm codes are made harder than in `drawn`.
    SEER_SHAPED,
    /// Assignments so soft that they say nothing.
    EPSILON,
    /// A hundred times more prototypes than images.
    PROTOTYPES,
    /// A hundred times the rate, with a ratio that is capped.
    RATE,
    /// A hundred times the rate, with a ratio that scales.
    SEER_SHAPED_RATE,
    /// One prototype, many times.
    EQUAL_PROTOTYPES;

    private static final List<String> TWO_CROPS =
            List.of("views.groups=[{\"count\":2,\"size\":32,\"min_scale\":0.2,\"max_scale\":1}]");

    private static final List<String> SEER =
            on(
                    TWO_CROPS,
                    "objective.head_batch_norm=false",
                    "objective.hidden=[512,512]",
                    "objective.sinkhorn_iterations=10",
                    "objective.epsilon=0.01",
                    "optimizer.trust=0.001",
                    "optimizer.clip=false",
                    "optimizer.exclude_vectors=false",
                    "optimizer.weight_decay=1e-5",
                    "rate.base=3");

    /// The run's recipe.
    Recipe recipe(long seed) {
        String preset = this == SMALL ? "small" : "drawn";
        return RecipeEdits.apply(Presets.named(preset, seed), edits());
    }

    /// Changes of the preset.
    private List<String> edits() {
        return switch (this) {
            case DRAWN, SMALL -> List.of();
            case SEER_SHAPED -> SEER;
            case EPSILON -> on(TWO_CROPS, "objective.epsilon=0.5");
            case PROTOTYPES -> on(TWO_CROPS, "objective.prototypes=3000", "batch=32");
            case RATE -> on(TWO_CROPS, "rate.start=6", "rate.base=60");
            case SEER_SHAPED_RATE -> on(SEER, "rate.start=6", "rate.base=300");
            case EQUAL_PROTOTYPES -> TWO_CROPS;
        };
    }

    boolean equalPrototypes() {
        return this == EQUAL_PROTOTYPES;
    }

    private static List<String> on(List<String> edits, String... more) {
        return Stream.concat(edits.stream(), Stream.of(more)).toList();
    }
}
