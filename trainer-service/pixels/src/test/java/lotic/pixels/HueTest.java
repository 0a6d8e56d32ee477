package lotic.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HueTest {

    private static final int SIDE = 256;

    /// All 2²⁴ colours, and with them all hues that a turn can lead to.
    @Test
    void everyColourTurnsAsInPillow() {
        Colour colour = new Colour();
        PixelBuffer picture = new PixelBuffer();
        picture.reshape(SIDE, SIDE);
        for (int red = 0; red < 256; red++) {
            for (int i = 0; i < SIDE * SIDE; i++) {
                picture.red()[i] = red;
                picture.green()[i] = i / SIDE;
                picture.blue()[i] = i % SIDE;
            }
            int steps = red % 103 - 51;

            colour.hue(picture, steps);

            for (int i = 0; i < SIDE * SIDE; i++) {
                int turned =
                        (picture.red()[i] << 16) | (picture.green()[i] << 8) | picture.blue()[i];
                if (turned != pillow(red, i / SIDE, i % SIDE, steps)) {
                    assertThat(Integer.toHexString(turned))
                            .as("%d, %d, %d turned by %d", red, i / SIDE, i % SIDE, steps)
                            .isEqualTo(Integer.toHexString(pillow(red, i / SIDE, i % SIDE, steps)));
                }
            }
        }
    }

    /// The formulas of Pillow's `rgb2hsv_row` and `hsv2rgb` (`libImaging/Convert.c`) in its types:
    /// float32 variables, float64 in between wherever a literal has no suffix in C.
    private static int pillow(int red, int green, int blue, int steps) {
        int value = Math.max(red, Math.max(green, blue));
        int range = value - Math.min(red, Math.min(green, blue));
        if (range == 0) {
            return value * 0x010101;
        }
        int saturation = (int) ((float) range / value * 255.0);
        float r = (float) (value - red) / range;
        float g = (float) (value - green) / range;
        float b = (float) (value - blue) / range;
        float sixths;
        if (red == value) {
            sixths = b - g;
        } else if (green == value) {
            sixths = (float) (2.0 + r - b);
        } else {
            sixths = (float) (4.0 + g - r);
        }
        float circle = (float) ((sixths / 6.0 + 1.0) % 1.0);
        return rgb(((int) (circle * 255.0) + steps) & 0xff, saturation, value);
    }

    private static int rgb(int hue, int saturation, int value) {
        int sixth = (int) Math.floor((float) hue * 6.0 / 255.0);
        float within = (float) ((float) hue * 6.0 / 255.0 - (float) sixth);
        float share = (float) (saturation / 255.0);
        int low = (int) Math.floor(value * (1.0 - share) + 0.5);
        int falling = (int) Math.floor(value * (1.0 - (double) (share * within)) + 0.5);
        int rising = (int) Math.floor(value * (1.0 - share * (1.0 - within)) + 0.5);
        return switch (sixth % 6) {
            case 0 -> (value << 16) | (rising << 8) | low;
            case 1 -> (falling << 16) | (value << 8) | low;
            case 2 -> (low << 16) | (value << 8) | rising;
            case 3 -> (low << 16) | (falling << 8) | value;
            case 4 -> (rising << 16) | (low << 8) | value;
            default -> (value << 16) | (low << 8) | falling;
        };
    }
}
