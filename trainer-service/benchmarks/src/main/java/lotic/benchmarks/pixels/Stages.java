package lotic.benchmarks.pixels;

import lotic.pixels.Augmentation;

import java.util.LinkedHashMap;
import java.util.Map;

/// Augmentations that do more and more, up to all of it: the time of one less that of the one
/// before is what its last distortion costs. Draws come one after the other, so each makes exactly
/// the crops of the one before and distorts them further.
public final class Stages {

    private Stages() {}

    /// By name, each with all that stands before it.
    public static Map<String, Augmentation> of(Augmentation all) {
        Map<String, Augmentation> stages = new LinkedHashMap<>();
        stages.put("crop", only(all, 0, 0, 0, 0));
        stages.put("flip", only(all, all.flip(), 0, 0, 0));
        stages.put("jitter", only(all, all.flip(), all.jitter(), 0, 0));
        stages.put("grey", only(all, all.flip(), all.jitter(), all.grey(), 0));
        stages.put("blur", all);
        return stages;
    }

    private static Augmentation only(
            Augmentation all, double flip, double jitter, double grey, double blur) {
        return new Augmentation(
                flip,
                jitter,
                all.jitterStrength(),
                grey,
                blur,
                all.minBlurRadius(),
                all.maxBlurRadius());
    }
}
