package lotic.standalone.pictures;

import java.awt.Color;
import java.util.SplittableRandom;

/// A colour, with the name that a caption gives it.
///
/// @param hue 0 to 1, red to red
/// @param saturation 0 to 1
/// @param brightness 0 to 1
record Ink(double hue, double saturation, double brightness) {

    /// Two inks that differ by less than this in luma (of 255) would hide what is drawn with them.
    private static final double LUMA_APART = 45;

    private static final String[] HUES = {
        "red", "orange", "yellow", "green", "green", "turquoise", "blue", "blue", "violet", "pink"
    };

    static Ink any(SplittableRandom random) {
        return new Ink(
                random.nextDouble(),
                0.1 + 0.9 * random.nextDouble(),
                0.15 + 0.85 * random.nextDouble());
    }

    /// Any colour that stands out from another.
    static Ink against(Ink other, SplittableRandom random) {
        Ink ink = any(random);
        while (Math.abs(ink.luma() - other.luma()) < LUMA_APART) {
            ink = any(random);
        }
        return ink;
    }

    /// The same colour, lighter or darker.
    Ink shaded(double factor) {
        return new Ink(hue, saturation, Math.clamp(brightness * factor, 0, 1));
    }

    Color color() {
        return Color.getHSBColor((float) hue, (float) saturation, (float) brightness);
    }

    /// Rec. 601 luma, 0 to 255.
    double luma() {
        Color color = color();
        return 0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue();
    }

    String word() {
        if (saturation < 0.2 || brightness < 0.25) {
            return brightness < 0.35 ? "black" : brightness > 0.8 ? "white" : "grey";
        }
        return HUES[(int) Math.floorMod(Math.round(hue * HUES.length), (long) HUES.length)];
    }
}
