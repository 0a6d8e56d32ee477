package lotic.pixels;

/// How crops are distorted, each crop by itself and in this order: flip, colour jitter, grey, blur
/// (SwAV, Caron et al. 2020, arXiv:2006.09882, appendix; SimCLR's colour distortion of strength s).
///
/// @param flip probability of mirroring left and right
/// @param jitter probability of colour jitter
/// @param jitterStrength s: brightness, contrast and saturation by U(max(0, 1 - 0.8 s), 1 + 0.8 s),
///   hue by U(-0.2 s, 0.2 s)
/// @param grey probability of dropping colour
/// @param blur probability of a Gaussian blur
/// @param minBlurRadius smallest standard deviation of the blur, in pixels of the crop
/// @param maxBlurRadius largest standard deviation of the blur, in pixels of the crop
public record Augmentation(
        double flip,
        double jitter,
        double jitterStrength,
        double grey,
        double blur,
        double minBlurRadius,
        double maxBlurRadius) {

    /// The published setting of SwAV and SEER.
    public static final Augmentation SWAV = new Augmentation(0.5, 0.8, 1.0, 0.2, 0.5, 0.1, 2.0);

    /// Beyond it the hue would turn by more than the whole circle.
    private static final double JITTER_STRENGTH_MAX = 2.5;

    public Augmentation {
        mustBeProbability("flip", flip);
        mustBeProbability("jitter", jitter);
        mustBeProbability("grey", grey);
        mustBeProbability("blur", blur);
        if (!(jitterStrength >= 0 && jitterStrength <= JITTER_STRENGTH_MAX)) {
            throw new IllegalArgumentException(
                    "jitter_strength is " + jitterStrength + "; give 0 to " + JITTER_STRENGTH_MAX);
        }
        if (!(minBlurRadius > 0 && minBlurRadius <= maxBlurRadius && maxBlurRadius < 1000)) {
            throw new IllegalArgumentException(
                    "the blur's radius is "
                            + minBlurRadius
                            + " to "
                            + maxBlurRadius
                            + "; give 0 < min <= max < 1000 pixels");
        }
    }

    private static void mustBeProbability(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    name + " is " + value + "; give a probability, 0 to 1");
        }
    }
}
