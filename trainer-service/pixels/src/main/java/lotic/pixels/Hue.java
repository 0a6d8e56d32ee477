package lotic.pixels;

/// Turns hues in place, through Pillow's 8-bit HSV and back (`libImaging/Convert.c`): hue,
/// saturation and value are bytes in between, and the rounding shows.
///
/// Written for loops that run on many pixels at a time: no branches, no shifts that differ from
/// pixel to pixel, 32 bits throughout, one short result a loop. Where Pillow computes in float64,
/// this gives the same bytes for all colours.
///
/// Holds scratch planes that grow on demand; an instance belongs to one thread.
final class Hue {

    /// Pixels that go through all loops before the next ones do, so that they stay in the cache.
    private static final int STRETCH = 512;

    private int[] value = {};
    private int[] least = {};
    private int[] sextant = {};
    private int[] fall = {};
    private int[] hue = {};
    private int[] saturation = {};

    /// @param steps added to the hue, of which 256 lead round the circle
    void turn(PixelBuffer picture, int steps) {
        reserve(picture.pixels());
        for (int from = 0; from < picture.pixels(); from += STRETCH) {
            int to = Math.min(from + STRETCH, picture.pixels());
            findSextants(picture, from, to);
            toHsv(from, to);
            turn(from, to, steps);
            toRgb(picture, from, to);
        }
    }

    private void reserve(int pixels) {
        if (value.length < pixels) {
            value = new int[pixels];
            least = new int[pixels];
            sextant = new int[pixels];
            fall = new int[pixels];
            hue = new int[pixels];
            saturation = new int[pixels];
        }
    }

    /// Finds largest and smallest channel, how far the middle one is below the largest, and where
    /// on the circle the hue lies: -1 below red, 0 above it, 1 below green … 4 above blue.
    private void findSextants(PixelBuffer picture, int from, int to) {
        int[] red = picture.red();
        int[] green = picture.green();
        int[] blue = picture.blue();
        for (int i = from; i < to; i++) {
            value[i] = Math.max(red[i], Math.max(green[i], blue[i]));
        }
        for (int i = from; i < to; i++) {
            least[i] = Math.min(red[i], Math.min(green[i], blue[i]));
        }
        for (int i = from; i < to; i++) {
            fall[i] = 2 * value[i] + least[i] - red[i] - green[i] - blue[i];
        }
        for (int i = from; i < to; i++) {
            int notRed = (red[i] - value[i]) >> 31; // all bits set if red is not the largest
            int notGreen = (green[i] - value[i]) >> 31;
            int beyondGreen = (~notGreen & (blue[i] - red[i])) | (notGreen & (red[i] - green[i]));
            int beyond = (~notRed & (green[i] - blue[i])) | (notRed & beyondGreen);
            sextant[i] = (beyond >> 31) + (notRed & (2 + (notGreen & 2)));
        }
    }

    private void toHsv(int from, int to) {
        for (int i = from; i < to; i++) {
            int grows = sextant[i] & 1; // with the distance of the middle channel from the largest
            float part = (float) fall[i] / Math.max(value[i] - least[i], 1);
            float sixths = (sextant[i] | 1) + (2 * grows - 1) * part;
            hue[i] = (int) ((sixths / 6f - (sextant[i] >> 31)) * 255f);
        }
        for (int i = from; i < to; i++) {
            saturation[i] = (int) ((value[i] - least[i]) * 255f / Math.max(value[i], 1));
        }
    }

    private void turn(int from, int to, int steps) {
        for (int i = from; i < to; i++) {
            hue[i] = (hue[i] + steps) & 0xff;
        }
        for (int i = from; i < to; i++) {
            sextant[i] = by255(6 * hue[i]);
        }
    }

    private void toRgb(PixelBuffer picture, int from, int to) {
        int[] low = least;
        int[] between = fall;
        for (int i = from; i < to; i++) {
            low[i] = by255(value[i] * (255 - saturation[i]) + 127);
        }
        for (int i = from; i < to; i++) {
            // Over the circle: from 255 down to 0 and up again, three times.
            int distance = Math.abs(255 - (6 * hue[i] - 510 * by255(3 * hue[i])));
            between[i] = (int) ((value[i] * (65025 - saturation[i] * distance) + 32512) / 65025f);
        }
        pickRed(picture.red(), from, to);
        pick(picture.green(), 3, from, to);
        pick(picture.blue(), 7, from, to);
    }

    /// Of green or blue: high in two sixths of the circle, in between in the ones beside them, low
    /// in the others. The last hue, 255, is alone in a seventh, where between and low are equal.
    ///
    /// @param middle twice the place where the colour is highest, in sixths
    private void pick(int[] plane, int middle, int from, int to) {
        int[] low = least;
        int[] between = fall;
        for (int i = from; i < to; i++) {
            int away = Math.abs(2 * sextant[i] - middle);
            int toBetween = (between[i] - value[i]) & ((1 - away) >> 31);
            int toLow = (low[i] - between[i]) & ((3 - away) >> 31);
            plane[i] = value[i] + toBetween + toLow;
        }
    }

    /// Red is high at both ends of the circle, so this looks from where it is lowest.
    private void pickRed(int[] plane, int from, int to) {
        int[] low = least;
        int[] between = fall;
        for (int i = from; i < to; i++) {
            int away = Math.abs(2 * sextant[i] - 5);
            int toBetween = (between[i] - value[i]) & ((away - 4) >> 31);
            int toLow = (low[i] - between[i]) & ((away - 2) >> 31);
            plane[i] = value[i] + toBetween + toLow;
        }
    }

    /// x / 255 for 0 <= x < 65535.
    private static int by255(int x) {
        return ((x + 1) * 257) >> 16;
    }

    /// Memory that this instance holds on to.
    long heldBytes() {
        return 24L * value.length;
    }
}
