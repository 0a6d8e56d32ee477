package lotic.pixels;

import lotic.pixels.EvaluationView.Interpolation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Cuts a box out of an image and resizes it, equal to the bit to Pillow's `crop` and `resize` on 8
/// bits: first along rows, rounding to bytes, then along columns.
///
/// Holds scratch arrays that grow on demand; an instance belongs to one thread.
final class Resize {

    private static final int HALF = 1 << (Resampling.PRECISION_BITS - 1);

    /// New pixels that are made along rows in one go: of several short rows, because compiled loops
    /// are slow at their ends, and not of many, so that all stays in the nearest cache.
    private static final int STRETCH = 512;

    /// Four bytes of a row: red, green, blue from the lowest on, and one of the next pixel.
    private static final VarHandle PIXEL =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int PIXEL_BYTES = 3;

    /// Taps of a crop that is enlarged or made a little smaller: one loop does all of them.
    private static final int FEW = 3;

    private final Resampling columns = new Resampling();
    private final Resampling rows = new Resampling();

    // Some rows of the source, and by new pixel where its first tap is and what each tap weighs.
    private byte[] strip = {};
    private int[] places = {};
    private int[][] weights = {};
    private int stripRows;

    private int[][] tapped = {};
    private int[] red = {};
    private int[] green = {};
    private int[] blue = {};

    // Rows that are narrowed and not yet used up, three planes each, by their number and the
    // length of the ring.
    private int[][] ring = {};
    private int narrowed;
    private int[] sums = {};

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
    ///
    /// @param mirrored whether left and right are swapped
    void apply(
            DecodedImage source,
            Frame frame,
            Interpolation interpolation,
            boolean mirrored,
            PixelBuffer target) {
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
        reserve();
        arrange(mirrored);
        for (int output = 0; output < rows.outputs(); output++) {
            while (narrowed < rows.start(output) + rows.count(output)) {
                narrow(source, left, top);
            }
            shorten(output, target);
        }
    }

    private static int touched(double from, double length) {
        return (int) Math.ceil(from + length) - (int) from;
    }

    private int rowBytes() {
        return PIXEL_BYTES * (columns.end() - columns.begin());
    }

    private void reserve() {
        int width = columns.outputs();
        stripRows = Math.max(1, STRETCH / width);
        int stretch = stripRows * width;
        // Taps without weight may lie behind the last pixel.
        int stripBytes = stripRows * rowBytes() + PIXEL_BYTES * columns.taps() + Integer.BYTES;
        if (strip.length < stripBytes) {
            strip = new byte[stripBytes];
        }
        if (places.length < stretch) {
            places = new int[stretch];
            red = new int[stretch];
            green = new int[stretch];
            blue = new int[stretch];
        }
        if (sums.length < 3 * width) {
            sums = new int[3 * width];
        }
        tapped = grown(tapped, columns.taps(), places.length);
        weights = grown(weights, columns.taps(), places.length);
        ring = grown(ring, rows.taps() + stripRows, sums.length);
    }

    /// At least so many rows of at least so many values; what they hold is lost if they grow.
    private static int[][] grown(int[][] rows, int count, int length) {
        boolean longEnough = rows.length > 0 && rows[0].length >= length;
        return rows.length >= count && longEnough
                ? rows
                : new int[Math.max(count, rows.length)][length];
    }

    /// Lays places and weights out for a strip of rows, each row's like the first's.
    private void arrange(boolean mirrored) {
        int width = columns.outputs();
        for (int output = 0; output < width; output++) {
            int at = mirrored ? width - 1 - output : output;
            places[at] = PIXEL_BYTES * (columns.start(output) - columns.begin());
            for (int tap = 0; tap < columns.taps(); tap++) {
                weights[tap][at] = columns.weight(output, tap);
            }
        }
        for (int row = 1; row < stripRows; row++) {
            for (int at = 0; at < width; at++) {
                places[row * width + at] = places[at] + row * rowBytes();
            }
            for (int tap = 0; tap < columns.taps(); tap++) {
                System.arraycopy(weights[tap], 0, weights[tap], row * width, width);
            }
        }
        narrowed = rows.begin();
    }

    /// Makes the next rows narrower.
    private void narrow(DecodedImage source, int left, int top) {
        int width = columns.outputs();
        int count = Math.min(stripRows, rows.end() - narrowed);
        int bytes = rowBytes();
        for (int row = 0; row < count; row++) {
            source.readRow(
                    top + narrowed + row,
                    left + columns.begin(),
                    columns.end() - columns.begin(),
                    strip,
                    row * bytes);
        }
        int stretch = count * width;
        for (int tap = 0; tap < columns.taps(); tap++) {
            tap(PIXEL_BYTES * tap, tapped[tap], stretch);
        }
        weigh(0, red, stretch);
        weigh(8, green, stretch);
        weigh(16, blue, stretch);
        for (int row = 0; row < count; row++) {
            int[] into = ring[(narrowed + row) % ring.length];
            System.arraycopy(red, row * width, into, 0, width);
            System.arraycopy(green, row * width, into, width, width);
            System.arraycopy(blue, row * width, into, 2 * width, width);
        }
        narrowed += count;
    }

    private void tap(int bytesOn, int[] into, int count) {
        byte[] bytes = strip;
        int[] from = places;
        for (int i = 0; i < count; i++) {
            into[i] = (int) PIXEL.get(bytes, from[i] + bytesOn);
        }
    }

    /// Weighs one channel of what was tapped.
    ///
    /// @param shift of its lowest bit
    private void weigh(int shift, int[] into, int count) {
        if (columns.taps() == FEW) {
            weighFew(tapped, shift, weights, into, count);
            return;
        }
        Arrays.fill(into, 0, count, HALF);
        for (int tap = 0; tap < columns.taps(); tap++) {
            add(tapped[tap], shift, weights[tap], into, count);
        }
        clip(into, count);
    }

    private static void weighFew(
            int[][] pixels, int shift, int[][] weights, int[] into, int count) {
        int[] one = pixels[0];
        int[] two = pixels[1];
        int[] three = pixels[2];
        int[] ones = weights[0];
        int[] twos = weights[1];
        int[] threes = weights[2];
        for (int i = 0; i < count; i++) {
            int sum = HALF + ((one[i] >> shift) & 0xff) * ones[i];
            sum += ((two[i] >> shift) & 0xff) * twos[i];
            sum += ((three[i] >> shift) & 0xff) * threes[i];
            into[i] = Resampling.clip(sum);
        }
    }

    private static void add(int[] pixels, int shift, int[] weights, int[] sums, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] += ((pixels[i] >> shift) & 0xff) * weights[i];
        }
    }

    /// Makes a row of the target from narrowed ones.
    private void shorten(int output, PixelBuffer target) {
        int width = columns.outputs();
        if (rows.taps() <= FEW) {
            weighFew(
                    tap(output, 0),
                    rows.weight(output, 0),
                    tap(output, 1),
                    rows.weight(output, 1),
                    tap(output, 2),
                    rows.weight(output, 2),
                    sums,
                    3 * width);
        } else {
            Arrays.fill(sums, 0, 3 * width, HALF);
            for (int tap = 0; tap < rows.count(output); tap++) {
                add(tap(output, tap), rows.weight(output, tap), sums, 3 * width);
            }
            clip(sums, 3 * width);
        }
        System.arraycopy(sums, 0, target.red(), output * width, width);
        System.arraycopy(sums, width, target.green(), output * width, width);
        System.arraycopy(sums, 2 * width, target.blue(), output * width, width);
    }

    /// A narrowed row; some row where the tap has no weight.
    private int[] tap(int output, int tap) {
        return ring[(rows.start(output) + tap) % ring.length];
    }

    private static void weighFew(
            int[] one,
            int oneWeight,
            int[] two,
            int twoWeight,
            int[] three,
            int threeWeight,
            int[] into,
            int count) {
        for (int i = 0; i < count; i++) {
            int sum = HALF + one[i] * oneWeight + two[i] * twoWeight + three[i] * threeWeight;
            into[i] = Resampling.clip(sum);
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
                + strip.length
                + 4L * (2 * weights.length + 4) * places.length
                + 4L * (ring.length + 1) * sums.length;
    }
}
