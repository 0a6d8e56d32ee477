package lotic.pixels;

import java.util.Arrays;

/// Gaussian blur as Pillow does it: three box blurs along each axis, boxes with fractional ends
/// (`libImaging/BoxBlur.c`; Gwosdek et al. 2011, "Theoretical foundations of Gaussian convolution
/// by extended box filtering", formulas 7, 11 and 14). Pixels beyond an edge equal the edge's.
///
/// Works row by row: a row is blurred along itself three times, then waits with its neighbours for
/// the passes along columns, each of which makes a row as soon as those that it needs are there. So
/// what is worked on stays in the nearest cache.
///
/// Holds scratch arrays that grow on demand; an instance belongs to one thread.
final class Blur {

    private static final int PASSES = 3;
    private static final int ONE_BITS = 24;
    private static final int ONE = 1 << ONE_BITS;

    private Box box = new Box(0, 0, 0);
    private int width;
    private int height;

    // One row of three planes, each with margins that repeat its ends, before and after a pass.
    private int[] line = {};
    private int[] other = {};

    // Sums of the pixels that count in full.
    private int[] full = {};

    // Rows of three planes each that went through so many passes along columns, by their number
    // and the length of the ring; and how many of them have been made.
    private int[][][] rings = {};
    private int ringRows;
    private final int[] made = new int[PASSES + 1];

    /// Blurs in place.
    ///
    /// @param radius standard deviation in pixels, 0 or more
    void apply(PixelBuffer picture, double radius) {
        box = Box.ofGaussian((float) radius);
        if (box.radius() == 0 && box.end() == 0) {
            return;
        }
        width = picture.width();
        height = picture.height();
        reserve();
        Arrays.fill(made, 0);
        for (int y = 0; y < height; y++) {
            // Its own row of the picture has been read by now.
            makeUpTo(y, PASSES, picture);
            int[] row = row(y, PASSES);
            System.arraycopy(row, 0, picture.red(), y * width, width);
            System.arraycopy(row, width, picture.green(), y * width, width);
            System.arraycopy(row, 2 * width, picture.blue(), y * width, width);
        }
    }

    private int stride() {
        return width + (PASSES + 1) * box.reach();
    }

    private void reserve() {
        ringRows = Math.min(2 * box.reach() + 1, height);
        if (line.length < 3 * stride()) {
            line = new int[3 * stride()];
            other = new int[3 * stride()];
            full = new int[3 * stride()];
        }
        int rows = rings.length == 0 ? 0 : rings[0].length;
        int length = rings.length == 0 ? 0 : rings[0][0].length;
        if (rows < ringRows || length < 3 * width) {
            rings = new int[PASSES + 1][Math.max(rows, ringRows)][Math.max(length, 3 * width)];
        }
    }

    private int[] row(int y, int passes) {
        return rings[passes][y % ringRows];
    }

    /// Makes all rows that are still missing, up to and with this one.
    private void makeUpTo(int last, int passes, PixelBuffer picture) {
        while (made[passes] <= last) {
            int y = made[passes]++;
            if (passes == 0) {
                alongRow(picture, y);
            } else {
                makeUpTo(Math.min(y + box.reach(), height - 1), passes - 1, picture);
                alongColumns(y, passes);
            }
        }
    }

    private void alongRow(PixelBuffer picture, int y) {
        int reach = box.reach();
        int first = PASSES * reach; // each pass moves the pixels to the left by its reach
        copyIn(picture.red(), y, first);
        copyIn(picture.green(), y, first + stride());
        copyIn(picture.blue(), y, first + 2 * stride());
        int count = 3 * stride() - 2 * reach;
        for (; first > 0; first -= reach) {
            repeatEnds(first);
            passAlongLine(count);
            int[] blurred = other;
            other = line;
            line = blurred;
        }
        int[] row = row(y, 0);
        System.arraycopy(line, 0, row, 0, width);
        System.arraycopy(line, stride(), row, width, width);
        System.arraycopy(line, 2 * stride(), row, 2 * width, width);
    }

    private void copyIn(int[] plane, int y, int at) {
        System.arraycopy(plane, y * width, line, at, width);
    }

    /// @param first pixel of the first plane
    private void repeatEnds(int first) {
        for (int left = first; left < 3 * stride(); left += stride()) {
            int right = left + width - 1;
            for (int beyond = 1; beyond <= box.reach(); beyond++) {
                line[left - beyond] = line[left];
                line[right + beyond] = line[right];
            }
        }
    }

    /// Blurs the line once. What it makes of the margins is meaningless.
    ///
    /// The radii of the published recipes have loops of their own. Results go to where the first of
    /// their pixels was, because the compiler runs a loop on many pixels at a time only where it
    /// sees that no result is a later pixel's input.
    private void passAlongLine(int count) {
        switch (box.radius()) {
            case 0 -> weighThree(line, box.weight(), box.end(), other, count);
            case 1 -> weighFive(line, box.weight(), box.end(), other, count);
            default -> {
                System.arraycopy(line, 1, full, 0, count);
                for (int tap = 2; tap <= 2 * box.radius() + 1; tap++) {
                    System.arraycopy(line, tap, other, 0, count);
                    add(other, full, count);
                }
                System.arraycopy(line, 2 * box.reach(), other, 0, count);
                weigh(full, box.weight(), line, other, box.end(), other, count);
            }
        }
    }

    private void alongColumns(int y, int passes) {
        int count = 3 * width;
        int[] whole = near(y, 0, passes - 1);
        if (box.radius() > 0) {
            System.arraycopy(near(y, -box.radius(), passes - 1), 0, full, 0, count);
            for (int away = 1 - box.radius(); away <= box.radius(); away++) {
                add(near(y, away, passes - 1), full, count);
            }
            whole = full;
        }
        weigh(
                whole,
                box.weight(),
                near(y, -box.reach(), passes - 1),
                near(y, box.reach(), passes - 1),
                box.end(),
                row(y, passes),
                count);
    }

    /// A row so many below this one, or the picture's first or last if that is outside.
    private int[] near(int y, int away, int passes) {
        return row(Math.clamp(y + away, 0, height - 1), passes);
    }

    private static void add(int[] terms, int[] sums, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] += terms[i];
        }
    }

    private static void weigh(
            int[] full, int weight, int[] one, int[] other, int end, int[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = (full[i] * weight + (one[i] + other[i]) * end + ONE / 2) >>> ONE_BITS;
        }
    }

    private static void weighThree(int[] line, int weight, int end, int[] into, int count) {
        for (int i = 0; i < count; i++) {
            int ends = line[i] + line[i + 2];
            into[i] = (line[i + 1] * weight + ends * end + ONE / 2) >>> ONE_BITS;
        }
    }

    private static void weighFive(int[] line, int weight, int end, int[] into, int count) {
        for (int i = 0; i < count; i++) {
            int whole = line[i + 1] + line[i + 2] + line[i + 3];
            int ends = line[i] + line[i + 4];
            into[i] = (whole * weight + ends * end + ONE / 2) >>> ONE_BITS;
        }
    }

    /// Memory that this instance holds on to.
    long heldBytes() {
        long ringInts =
                rings.length == 0 ? 0 : (long) rings.length * rings[0].length * rings[0][0].length;
        return 12L * line.length + 4 * ringInts;
    }

    /// A box blur: 2 radius + 1 pixels count in full, one more at each end counts in part.
    ///
    /// @param radius whole pixels on each side of the centre
    /// @param weight of a pixel inside, in units of 2^-24
    /// @param end weight of the two pixels just outside
    private record Box(int radius, int weight, int end) {

        /// How far away the farthest pixels are that count.
        int reach() {
            return radius + 1;
        }

        // Types and order of the arithmetic are Pillow's: they decide the last bit of the weights.
        static Box ofGaussian(float deviation) {
            float variance = deviation * deviation / PASSES;
            float length = (float) Math.sqrt(12.0 * variance + 1.0);
            float whole = (float) Math.floor((length - 1.0) / 2.0);
            float part = (2 * whole + 1) * (whole * (whole + 1) - 3 * variance);
            part /= 6 * (variance - (whole + 1) * (whole + 1));
            float reach = whole + part;
            int radius = (int) reach;
            int weight = (int) (ONE / (reach * 2 + 1));
            return new Box(radius, weight, (ONE - (radius * 2 + 1) * weight) / 2);
        }
    }
}
