package lotic.inspection;

import java.util.Locale;
import java.util.Optional;

/// How large a picture may be, and how large it must be.
///
/// @param pixelsMax pixels of one frame, 1 or more
/// @param sideMax pixels of the longer side, at least `sideMin`
/// @param sideMin pixels of the shorter side, 1 or more
/// @param framesMax frames of an animation, 1 or more
public record PixelLimit(long pixelsMax, int sideMax, int sideMin, int framesMax) {

    private static final double MEGA = 1e6;

    public PixelLimit {
        if (sideMin < 1 || sideMax < sideMin || pixelsMax < 1 || framesMax < 1) {
            throw new IllegalArgumentException(
                    "pixels %d, side %d to %d, frames %d: each must be 1 or more and in order"
                            .formatted(pixelsMax, sideMin, sideMax, framesMax));
        }
    }

    /// 50 Mpx, sides of 8 to 32 767 pixels, 60 frames.
    public static PixelLimit standard() {
        return new PixelLimit(50_000_000, 32_767, 8, 60);
    }

    /// What of the header is out of bounds, if anything.
    Optional<Refusal> refusal(Dimensions size) {
        if (size.width() > sideMax || size.height() > sideMax) {
            return Optional.of(
                    new Refusal(
                            Reason.TOO_MANY_PIXELS,
                            "%s pixels, longest side allowed %d".formatted(size, sideMax)));
        }
        if (size.pixels() > pixelsMax) {
            return Optional.of(
                    new Refusal(
                            Reason.TOO_MANY_PIXELS,
                            "%s pixels are %s Mpx, limit %s Mpx"
                                    .formatted(size, mega(size.pixels()), mega(pixelsMax))));
        }
        if (size.width() < sideMin || size.height() < sideMin) {
            return Optional.of(
                    new Refusal(
                            Reason.TOO_SMALL,
                            "%s pixels, shortest side allowed %d".formatted(size, sideMin)));
        }
        return Optional.empty();
    }

    /// Refuses an animation that is too long.
    Optional<Refusal> refusal(int frames) {
        return frames <= framesMax
                ? Optional.empty()
                : Optional.of(
                        new Refusal(
                                Reason.TOO_MANY_PIXELS,
                                "%d frames, limit %d".formatted(frames, framesMax)));
    }

    private static String mega(long pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels / MEGA);
    }
}
