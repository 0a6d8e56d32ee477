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
}
