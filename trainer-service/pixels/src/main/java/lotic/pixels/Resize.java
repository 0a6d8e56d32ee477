package lotic.pixels;

import lotic.pixels.EvaluationView.Interpolation;

import java.util.Arrays;

/// Cuts a box out of an image and resizes it, equal to the bit to Pillow's `crop` and `resize` on 8
/// bits: first along rows, rounding to bytes, then along columns.
///
/// Holds scratch arrays that grow on demand; an instance belongs to one thread.
final class Resize {

    private static final int HALF = 1 << (Resampling.PRECISION_BITS - 1);
    private static final long HALF_PAIR = HALF + ((long) HALF << 32);

    private final Resampling columns = new Resampling();
    private final Resampling rows = new Resampling();
    private byte[] upper = {};
    private byte[] lower = {};
    private long[] pair = {}; // one value of the upper row, and 2³² of that below it
    private int[] narrowed = {}; // rows of three planes each
    private int[] sums = {};
    private int[] moved = {};

    /// What to show: a box of the source, resized to (width, height), of which only a window is
    /// made.
    ///
    /// Edges of the box may lie between pixels, as after a reduced decoding; pixels that it only
    /// touches are used, others never.
    ///
    /// @param x left edge of the box in pixels of the source
    /// @param y upper edge
    /// @param boxWidth width of the box
    /// @param boxHeight height of the box
    /// @param width pixels that the whole box becomes
    /// @param height pixels that the whole box becomes
    /// @param windowX left edge of the wanted part, in new pixels
    /// @param windowY upper edge of the wanted part
    /// @param windowWidth new pixels wanted
    /// @param windowHeight new pixels wanted
    record Frame(
            double x,
            double y,
            double boxWidth,
            double boxHeight,
            int width,
            int height,
            int windowX,
            int windowY,
            int windowWidth,
            int windowHeight) {

        /// A box that becomes a square.
        static Frame square(double x, double y, double boxWidth, double boxHeight, int size) {
            return new Frame(x, y, boxWidth, boxHeight, size, size, 0, 0, size, size);
        }
    }

    /// Fills the target with the frame's window.
    void apply(DecodedImage source, Frame frame, Interpolation interpolation, PixelBuffer target) {
        int left = (int) frame.x();
        int top = (int) frame.y();
        // Pillow sees the crop alone: weights count from its edge, which decides their rounding.
        columns.prepare(
                touched(frame.x(), frame.boxWidth()),
                frame.x() - left,
                frame.x() - left + frame.boxWidth(),
                frame.width(),
                frame.windowX(),
                frame.windowWidth(),
                interpolation);
        rows.prepare(
                touched(frame.y(), frame.boxHeight()),
                frame.y() - top,
                frame.y() - top + frame.boxHeight(),
                frame.height(),
                frame.windowY(),
                frame.windowHeight(),
                interpolation);
        target.reshape(frame.windowWidth(), frame.windowHeight());
        alongRows(source, left, top);
        alongColumns(target);
    }

    private static int touched(double from, double length) {
        return (int) Math.ceil(from + length) - (int) from;
    }

    private void alongRows(DecodedImage source, int left, int top) {
        int width = columns.outputs();
        int height = rows.end() - rows.begin();
        int count = columns.end() - columns.begin();
        if (pair.length < 3 * count) {
            upper = new byte[3 * count];
            lower = new byte[3 * count];
            pair = new long[3 * count];
        }
        // One row more than needed, so that rows go in pairs.
        if (narrowed.length < 3 * width * (height + 1)) {
            narrowed = new int[3 * width * (height + 1)];
        }
        for (int row = 0; row < height; row += 2) {
            int y = top + rows.begin() + row;
            source.readRow(y, left + columns.begin(), count, upper);
            source.readRow(row + 1 < height ? y + 1 : y, left + columns.begin(), count, lower);
            for (int i = 0; i < 3 * count; i++) {
                pair[i] = (upper[i] & 0xff) | (lower[i] & 0xffL) << 32;
            }
            narrowPair(3 * row * width);
        }
    }

    /// Makes two rows of `narrowed` from `pair`. The two sums in a long do not disturb each other:
    /// the lower one is taken off before the upper one is read.
    private void narrowPair(int at) {
        int[] weights = columns.weights();
        int begin = columns.begin();
        int width = columns.outputs();
        for (int output = 0; output < width; output++) {
            long red = HALF_PAIR;
            long green = HALF_PAIR;
            long blue = HALF_PAIR;
            int pixel = 3 * (columns.start(output) - begin);
            int weight = columns.weightsAt(output);
            int last = weight + columns.count(output);
            for (; weight < last; weight++, pixel += 3) {
                long w = weights[weight];
                red += pair[pixel] * w;
                green += pair[pixel + 1] * w;
                blue += pair[pixel + 2] * w;
            }
            putPair(red, at + output);
            putPair(green, at + width + output);
            putPair(blue, at + 2 * width + output);
        }
    }

    private void putPair(long sums, int at) {
        int first = (int) sums;
        narrowed[at] = Resampling.clip(first);
        narrowed[at + 3 * columns.outputs()] = Resampling.clip((int) ((sums - first) >> 32));
    }

    private void alongColumns(PixelBuffer target) {
        int width = columns.outputs();
        if (sums.length < 3 * width) {
            sums = new int[3 * width];
            moved = new int[3 * width];
        }
        for (int output = 0; output < rows.outputs(); output++) {
            Arrays.fill(sums, 0, 3 * width, HALF);
            int weight = rows.weightsAt(output);
            int from = 3 * (rows.start(output) - rows.begin()) * width;
            for (int tap = 0; tap < rows.count(output); tap++) {
                System.arraycopy(narrowed, from + 3 * tap * width, moved, 0, 3 * width);
                add(moved, rows.weights()[weight + tap], sums, 3 * width);
            }
            clip(sums, 3 * width);
            System.arraycopy(sums, 0, target.red(), output * width, width);
            System.arraycopy(sums, width, target.green(), output * width, width);
            System.arraycopy(sums, 2 * width, target.blue(), output * width, width);
        }
    }

    private static void add(int[] values, int weight, int[] sums, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] += values[i] * weight;
        }
    }

    private static void clip(int[] sums, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] = Resampling.clip(sums[i]);
        }
    }

    /// Memory that this instance holds on to.
    long heldBytes() {
        return columns.heldBytes()
                + rows.heldBytes()
                + upper.length
                + lower.length
                + 8L * pair.length
                + 4L * narrowed.length
                + 8L * sums.length;
    }
}
