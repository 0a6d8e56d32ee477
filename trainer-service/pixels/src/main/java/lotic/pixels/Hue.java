package lotic.pixels;

/// Turns hues in place, through Pillow's 8-bit HSV and back (`libImaging/Convert.c`): hue,
/// saturation and value are bytes in between, and the rounding shows.
///
/// Written for loops that run on many pixels at a time: no branches, no shifts that differ from
/// pixel to pixel, 32 bits throughout, one short result a loop. Where Pillow computes in float64,
/// this gives the same bytes for all colours.
///
/// An instance belongs to one thread.
final class Hue {

    /// Pixels that go through all loops before the next ones do, so that they stay in the cache.
    private static final int STRETCH = 512;

    private final int[] red = new int[STRETCH];
    private final int[] green = new int[STRETCH];
    private final int[] blue = new int[STRETCH];
    private final int[] value = new int[STRETCH];
    private final int[] least = new int[STRETCH];
    private final int[] sextant = new int[STRETCH];
    private final int[] fall = new int[STRETCH];
    private final int[] hue = new int[STRETCH];
    private final int[] saturation = new int[STRETCH];

    /// @param steps added to the hue, of which 256 lead round the circle
    void turn(PixelBuffer picture, int steps) {
        for (int from = 0; from < picture.pixels(); from += STRETCH) {
            int count = Math.min(STRETCH, picture.pixels() - from);
            System.arraycopy(picture.red(), from, red, 0, count);
            System.arraycopy(picture.green(), from, green, 0, count);
            System.arraycopy(picture.blue(), from, blue, 0, count);
            findSextants(count);
            toHsv(count);
            turn(count, steps);
            toRgb(count);
            System.arraycopy(red, 0, picture.red(), from, count);
            System.arraycopy(green, 0, picture.green(), from, count);
            System.arraycopy(blue, 0, picture.blue(), from, count);
        }
    }

    /// Finds largest and smallest channel, how far the middle one is below the largest, and where
    /// on the circle the hue lies: -1 below red, 0 above it, 1 below green … 4 above blue.
    private void findSextants(int count) {
        for (int i = 0; i < count; i++) {
            value[i] = Math.max(red[i], Math.max(green[i], blue[i]));
        }
        for (int i = 0; i < count; i++) {
            least[i] = Math.min(red[i], Math.min(green[i], blue[i]));
        }
        for (int i = 0; i < count; i++) {
            fall[i] = 2 * value[i] + least[i] - red[i] - green[i] - blue[i];
        }
        for (int i = 0; i < count; i++) {
            int notRed = (red[i] - value[i]) >> 31; // all bits set if red is not the largest
            int notGreen = (green[i] - value[i]) >> 31;
            int beyondGreen = (~notGreen & (blue[i] - red[i])) | (notGreen & (red[i] - green[i]));
            int beyond = (~notRed & (green[i] - blue[i])) | (notRed & beyondGreen);
            sextant[i] = (beyond >> 31) + (notRed & (2 + (notGreen & 2)));
        }
    }

    private void toHsv(int count) {
        for (int i = 0; i < count; i++) {
            int grows = sextant[i] & 1; // with the distance of the middle channel from the largest
            float part = (float) fall[i] / Math.max(value[i] - least[i], 1);
            float sixths = (sextant[i] | 1) + (2 * grows - 1) * part;
            hue[i] = (int) ((sixths / 6f - (sextant[i] >> 31)) * 255f);
        }
        for (int i = 0; i < count; i++) {
            saturation[i] = (int) ((value[i] - least[i]) * 255f / Math.max(value[i], 1));
        }
    }

    private void turn(int count, int steps) {
        for (int i = 0; i < count; i++) {
            hue[i] = (hue[i] + steps) & 0xff;
        }
        for (int i = 0; i < count; i++) {
            sextant[i] = by255(6 * hue[i]);
        }
    }

    private void toRgb(int count) {
        int[] low = least;
        int[] between = fall;
        for (int i = 0; i < count; i++) {
            low[i] = by255(value[i] * (255 - saturation[i]) + 127);
        }
        for (int i = 0; i < count; i++) {
            // Over the circle: from 255 down to 0 and up again, three times.
            int distance = Math.abs(255 - (6 * hue[i] - 510 * by255(3 * hue[i])));
            between[i] = (int) ((value[i] * (65025 - saturation[i] * distance) + 32512) / 65025f);
        }
        pickRed(count);
        pick(green, 3, count);
        pick(blue, 7, count);
    }

    /// Of green or blue: high in two sixths of the circle, in between in the ones beside them, low
    /// in the others. The last hue, 255, is alone in a seventh, where between and low are equal.
    ///
    /// @param middle twice the place where the colour is highest, in sixths
    private void pick(int[] plane, int middle, int count) {
        int[] low = least;
        int[] between = fall;
        for (int i = 0; i < count; i++) {
            int away = Math.abs(2 * sextant[i] - middle);
            int toBetween = (between[i] - value[i]) & ((1 - away) >> 31);
            int toLow = (low[i] - between[i]) & ((3 - away) >> 31);
            plane[i] = value[i] + toBetween + toLow;
        }
    }

    /// Red is high at both ends of the circle, so this looks from where it is lowest.
    private void pickRed(int count) {
        int[] low = least;
        int[] between = fall;
        for (int i = 0; i < count; i++) {
            int away = Math.abs(2 * sextant[i] - 5);
            int toBetween = (between[i] - value[i]) & ((away - 4) >> 31);
            int toLow = (low[i] - between[i]) & ((away - 2) >> 31);
            red[i] = value[i] + toBetween + toLow;
        }
    }

    /// x / 255 for 0 <= x < 65535.
    private static int by255(int x) {
        return ((x + 1) * 257) >> 16;
    }
}
