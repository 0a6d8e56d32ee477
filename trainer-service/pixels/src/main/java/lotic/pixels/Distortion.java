package lotic.pixels;

import java.util.Optional;
import java.util.OptionalDouble;

/// How one crop is distorted: what was drawn of an [Augmentation].
///
/// @param mirrored whether left and right are swapped; that is done when the crop is cut
/// @param jitter of its colours, if it has one
/// @param grey whether its colours are dropped
/// @param blurRadius standard deviation in pixels, if it is blurred
record Distortion(
        boolean mirrored, Optional<ColourJitter> jitter, boolean grey, OptionalDouble blurRadius) {

    /// The draws stand in this order for good: a run that goes on must draw what it drew before.
    static Distortion draw(Augmentation from, Draws draws) {
        boolean mirrored = draws.chance(from.flip());
        Optional<ColourJitter> jitter =
                draws.chance(from.jitter())
                        ? Optional.of(ColourJitter.draw(from.jitterStrength(), draws))
                        : Optional.empty();
        boolean grey = draws.chance(from.grey());
        OptionalDouble blurRadius =
                draws.chance(from.blur())
                        ? OptionalDouble.of(
                                draws.uniform(from.minBlurRadius(), from.maxBlurRadius()))
                        : OptionalDouble.empty();
        return new Distortion(mirrored, jitter, grey, blurRadius);
    }

    /// Distorts a crop that is mirrored already.
    void apply(PixelBuffer crop, Colour colour, Blur blur) {
        jitter.ifPresent(it -> it.apply(crop, colour));
        if (grey) {
            colour.grey(crop);
        }
        blurRadius.ifPresent(radius -> blur.apply(crop, radius));
    }
}
