package lotic.pixels;

/// Changes of colour in place, each rounding to bytes as Pillow does (`ImageEnhance`, `convert`).
final class Colour {

    private Colour() {}

    /// Every channel times the factor.
    static void brightness(PixelBuffer picture, float factor) {
        blendWith(0, picture, factor);
    }

    /// The difference from the picture's mean grey times the factor.
    static void contrast(PixelBuffer picture, float factor) {
        byte[] planes = picture.planes();
        int pixels = picture.planeBytes();
        long sum = 0;
        for (int i = 0; i < pixels; i++) {
            sum += luma(planes[i], planes[pixels + i], planes[2 * pixels + i]);
        }
        blendWith((int) ((double) sum / pixels + 0.5), picture, factor);
    }

    /// The difference from each pixel's own grey times the factor.
    static void saturation(PixelBuffer picture, float factor) {
        byte[] planes = picture.planes();
        int pixels = picture.planeBytes();
        for (int i = 0; i < pixels; i++) {
            byte red = planes[i];
            byte green = planes[pixels + i];
            byte blue = planes[2 * pixels + i];
            int grey = luma(red, green, blue);
            planes[i] = blend(grey, red, factor);
            planes[pixels + i] = blend(grey, green, factor);
            planes[2 * pixels + i] = blend(grey, blue, factor);
        }
    }

    /// Each pixel's grey in all channels.
    static void grey(PixelBuffer picture) {
        byte[] planes = picture.planes();
        int pixels = picture.planeBytes();
        for (int i = 0; i < pixels; i++) {
            byte grey = (byte) luma(planes[i], planes[pixels + i], planes[2 * pixels + i]);
            planes[i] = grey;
            planes[pixels + i] = grey;
            planes[2 * pixels + i] = grey;
        }
    }

    private static void blendWith(int value, PixelBuffer picture, float factor) {
        byte[] planes = picture.planes();
        int bytes = 3 * picture.planeBytes();
        for (int i = 0; i < bytes; i++) {
            planes[i] = blend(value, planes[i], factor);
        }
    }

    /// Away from `from` towards `to`, cut off to a byte; the cast leaves no value outside.
    private static byte blend(int from, byte to, float factor) {
        return (byte) Math.clamp((long) (from + factor * ((to & 0xff) - from)), 0, 255);
    }

    /// ITU-R 601-2 luma in 16 bits of fixed point, 0 to 255.
    private static int luma(byte red, byte green, byte blue) {
        int scaled = (red & 0xff) * 19595 + (green & 0xff) * 38470 + (blue & 0xff) * 7471;
        return (scaled + 0x8000) >> 16;
    }
}
