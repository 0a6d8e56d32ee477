package lotic.learning.recipe;

import lotic.learning.recipe.ObjectiveSpec.Swav;
import lotic.learning.recipe.OptimizerSpec.Larc;
import lotic.learning.recipe.OptimizerSpec.Sgd;
import lotic.pixels.Augmentation;
import lotic.pixels.CropGroup;
import lotic.pixels.EvaluationView;
import lotic.pixels.EvaluationView.Interpolation;
import lotic.pixels.MultiCrop;

import java.util.List;

/// Recipes that are known to work, by name.
public final class Presets {

    /// The names that [#named] knows.
    public static final List<String> NAMES = List.of("tiny", "drawn", "small", "seer");

    private Presets() {}

    /// A preset by its name.
    ///
    /// @throws IllegalArgumentException if there is none of this name, listing them
    public static Recipe named(String name, long seed) {
        return switch (name) {
            case "tiny" -> tiny(seed);
            case "drawn" -> drawn(seed);
            case "small" -> small(seed);
            case "seer" -> seer(seed);
            default ->
                    throw new IllegalArgumentException(
                            "there is no preset "
                                    + name
                                    + "; give one of "
                                    + String.join(", ", NAMES));
        };
    }

    /// The smallest steps that still use every part, queue and frozen prototypes included; for
    /// tests. It learns nothing worth having.
    public static Recipe tiny(long seed) {
        return new Recipe(
                new TrunkSpec.RegNetY("regnety_002"),
                new Swav(24, List.of(64), 32, true, 0.1, 3, 0.03, 3, 32, 4),
                new Larc(0.02, true, true, 0.9, 1e-6),
                new RateSpec.Plateau(0.06, 0.6, 4, PlateauRule.SMALL),
                new MultiCrop(
                        List.of(new CropGroup(2, 32, 0.2, 1), new CropGroup(2, 16, 0.08, 0.4)),
                        new Augmentation(0.5, 0.8, 0.5, 0.2, 0, 0.1, 2)),
                new EvaluationView(32, 32, Interpolation.BILINEAR),
                16,
                Precision.FP32,
                MemorySpec.FASTEST,
                seed,
                new StartSpec.Seed());
    }

    /// For the drawn pictures of a demonstration on the processor of a laptop: tiny crops, few
    /// prototypes, a batch-norm in the head and harder assignments than published, without which so
    /// small a batch collapses; strong colour distortion, without which it learns to tell drawn
    /// pictures apart by their colours alone. Measured in docs/SCIENCE.md.
    public static Recipe drawn(long seed) {
        return new Recipe(
                new TrunkSpec.RegNetY("regnety_002"),
                new Swav(64, List.of(512), 64, true, 0.1, 3, 0.02, 30, 0, 0),
                new Larc(0.02, true, true, 0.9, 1e-6),
                new RateSpec.Plateau(0.06, 0.6, 30, PlateauRule.SMALL),
                new MultiCrop(
                        List.of(new CropGroup(2, 32, 0.2, 1), new CropGroup(4, 16, 0.08, 0.4)),
                        new Augmentation(0.5, 0.8, 0.8, 0.4, 0, 0.1, 2)),
                new EvaluationView(48, 48, Interpolation.BILINEAR),
                64,
                Precision.FP32,
                MemorySpec.FASTEST,
                seed,
                new StartSpec.Seed());
    }

    /// For photographs on the processor of a laptop: two crops, few prototypes and plain SGD, whose
    /// features rise longest of all that was tried, and half of the usual colour distortion, for
    /// colours tell things in photographs apart. Measured in docs/SCIENCE.md.
    public static Recipe small(long seed) {
        return new Recipe(
                new TrunkSpec.RegNetY("regnety_002"),
                new Swav(64, List.of(512), 64, true, 0.1, 3, 0.03, 30, 0, 0),
                new Sgd(0.9, 1e-4, true),
                new RateSpec.Plateau(0.006, 0.06, 30, PlateauRule.SMALL),
                new MultiCrop(
                        List.of(new CropGroup(2, 64, 0.2, 1)),
                        new Augmentation(0.5, 0.8, 0.5, 0.2, 0, 0.1, 2)),
                new EvaluationView(64, 64, Interpolation.BILINEAR),
                64,
                Precision.FP32,
                MemorySpec.FASTEST,
                seed,
                new StartSpec.Seed());
    }

    /// SEER (Goyal et al. 2021, arXiv:2103.01988, 2 and 3.1) for its largest network.
    ///
    /// Sources disagree, and this follows what was run. The paper prints the widths 528, 1056,
    /// 2904, 7392 for "256GF", but the head's 10444 inputs and 1.3 billion parameters belong to
    /// 746, 1492, 4103, 10444, which the published weights have too. Batch and steps are 8192 and
    /// 122,000, another passage has 8704 and 114,890: both see a billion images once. The fixed
    /// rate was used for the network of half the size; this one descended by a cosine. Single
    /// precision was mixed with float16; here it is bfloat16.
    public static Recipe seer(long seed) {
        return new Recipe(
                new TrunkSpec.RegNetY("regnety_2560"),
                new Swav(16_000, List.of(8192, 8192), 256, false, 0.1, 10, 0.05, 313, 0, 0),
                new Larc(0.001, false, false, 0.9, 1e-5),
                new RateSpec.Cosine(0.15, 9.6, 0.0096, 8000, 122_000),
                new MultiCrop(
                        List.of(new CropGroup(2, 224, 0.14, 1), new CropGroup(4, 96, 0.05, 0.14)),
                        Augmentation.SWAV),
                new EvaluationView(256, 224, Interpolation.BILINEAR),
                8192,
                Precision.BF16,
                MemorySpec.FASTEST,
                seed,
                new StartSpec.Seed());
    }
}
