package lotic.pixels;

/// Turns hues in place, through Pillow's 8-bit HSV and back (`libImaging/Convert.c`): hue,
/// saturation and value are bytes in between, and the rounding shows.
final class Hue {

    private Hue() {}

    /// @param steps added to the hue, of which 256 lead round the circle
    static void turn(PixelBuffer picture, int steps) {
        byte[] planes = picture.planes();
        int pixels = picture.planeBytes();
        for (int i = 0; i < pixels; i++) {
            int red = planes[i] & 0xff;
            int green = planes[pixels + i] & 0xff;
            int blue = planes[2 * pixels + i] & 0xff;
            int value = Math.max(red, Math.max(green, blue));
            int range = value - Math.min(red, Math.min(green, blue));
            int hue = hue(red, green, blue, value, range);
            int saturation = range * 255 / Math.max(value, 1);
            int turned = (hue + steps) & 0xff;
            int sixth = turned * 6 / 255;
            int within = turned * 6 % 255;
            int falling = (sixth & 1) == 1 ? within : 255 - within;
            int low = (value * (255 - saturation) + 127) / 255;
            int middle = (value * (255 * 255 - saturation * falling) + 255 * 255 / 2) / (255 * 255);
            int order = sixth % 6;
            planes[i] = (byte) pick(order, value, middle, low);
            planes[pixels + i] = (byte) pick((order + 4) % 6, value, middle, low);
            planes[2 * pixels + i] = (byte) pick((order + 2) % 6, value, middle, low);
        }
    }

    private static int pick(int order, int value, int middle, int low) {
        return switch (order) {
            case 0, 5 -> value;
            case 1, 4 -> middle;
            default -> low;
        };
    }

    private static int hue(int red, int green, int blue, int value, int range) {
        if (range == 0) {
            return 0;
        }
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
        return (int) (circle * 255.0);
    }
}
