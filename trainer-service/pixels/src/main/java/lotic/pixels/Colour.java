package lotic.pixels;

/// Changes of colour in place, each rounding to bytes as Pillow does (`ImageEnhance`, `convert`).
///
/// Holds a scratch plane that grows on demand; an instance belongs to one thread.
final class Colour {

    private static final int LUMA_BITS = 16;

    private final Hue hue = new Hue();
    private int[] grey = {};

    /// Every channel times the factor.
    void brightness(PixelBuffer picture, float factor) {
        blend(picture, 0, factor);
    }

    /// The difference from the picture's mean grey times the factor.
    void contrast(PixelBuffer picture, float factor) {
        int pixels = picture.pixels();
        findGrey(picture);
        int sum = 0; // at most 255 a pixel, and crops have less than 2²³
        for (int i = 0; i < pixels; i++) {
            sum += grey[i];
        }
        blend(picture, (int) ((double) sum / pixels + 0.5), factor);
    }

    /// The difference from each pixel's own grey times the factor.
    void saturation(PixelBuffer picture, float factor) {
        int pixels = picture.pixels();
        findGrey(picture);
        for (int[] plane : picture.planes()) {
            for (int i = 0; i < pixels; i++) {
                plane[i] = blend(grey[i], plane[i], factor);
            }
        }
    }

    /// Each hue turned by so many steps, of which 256 lead round the circle.
    void hue(PixelBuffer picture, int steps) {
        hue.turn(picture, steps);
    }

    /// Each pixel's grey in all channels.
    void grey(PixelBuffer picture) {
        findGrey(picture);
        for (int[] plane : picture.planes()) {
            System.arraycopy(grey, 0, plane, 0, picture.pixels());
        }
    }

    /// ITU-R 601-2 luma in fixed point, 0 to 255.
    private void findGrey(PixelBuffer picture) {
        int pixels = picture.pixels();
        if (grey.length < pixels) {
            grey = new int[pixels];
        }
        int[] red = picture.red();
        int[] green = picture.green();
        int[] blue = picture.blue();
        int half = 1 << (LUMA_BITS - 1);
        for (int i = 0; i < pixels; i++) {
            grey[i] = (red[i] * 19595 + green[i] * 38470 + blue[i] * 7471 + half) >> LUMA_BITS;
        }
    }

    private static void blend(PixelBuffer picture, int from, float factor) {
        int pixels = picture.pixels();
        for (int[] plane : picture.planes()) {
            for (int i = 0; i < pixels; i++) {
                plane[i] = blend(from, plane[i], factor);
            }
        }
    }

    /// From `from` towards `to` or beyond, in float32, cut off to an integer and to a byte's range.
    private static int blend(int from, int to, float factor) {
        return Math.max(0, Math.min(255, (int) (from + factor * (to - from))));
    }

    /// Memory that this instance holds on to.
    long heldBytes() {
        return 4L * grey.length;
    }
}
