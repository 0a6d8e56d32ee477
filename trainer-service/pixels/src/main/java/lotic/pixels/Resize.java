package lotic.pixels;

import lotic.pixels.EvaluationView.Interpolation;

import java.util.Arrays;

/// Cuts a box out of an image and resizes it, equal to the bit to Pillow's `crop` and `resize` on 8
/// bits: first along rows, rounding to bytes, then along columns.
///
/// Holds scratch arrays that grow on demand; an instance belongs to one thread.
final class Resize {

    private static final int HALF = 1 << (Resampling.PRECISION_BITS - 1);

    private final Resampling columns = new Resampling();
    private final Resampling rows = new Resampling();
    private byte[] sourceRow = {};
    private byte[] narrowed = {};
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
        int sourceBytes = 3 * (columns.end() - columns.begin());
        if (sourceRow.length < sourceBytes) {
            sourceRow = new byte[sourceBytes];
        }
        if (narrowed.length < 3 * width * height) {
            narrowed = new byte[3 * width * height];
        }
        for (int row = 0; row < height; row++) {
            source.readRow(
                    top + rows.begin() + row,
                    left + columns.begin(),
                    columns.end() - columns.begin(),
                    sourceRow);
            narrow(row * width, height * width);
        }
    }

    /// Makes one row of all three planes of `narrowed` from `sourceRow`.
    private void narrow(int at, int planeBytes) {
        int[] weights = columns.weights();
        int begin = columns.begin();
        for (int output = 0; output < columns.outputs(); output++) {
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            int pixel = 3 * (columns.start(output) - begin);
            int weight = columns.weightsAt(output);
            int last = weight + columns.count(output);
            for (; weight < last; weight++, pixel += 3) {
                red += (sourceRow[pixel] & 0xff) * weights[weight];
                green += (sourceRow[pixel + 1] & 0xff) * weights[weight];
                blue += (sourceRow[pixel + 2] & 0xff) * weights[weight];
            }
            narrowed[at + output] = Resampling.clip(red);
            narrowed[at + planeBytes + output] = Resampling.clip(green);
            narrowed[at + 2 * planeBytes + output] = Resampling.clip(blue);
        }
    }

    private void alongColumns(PixelBuffer target) {
        int width = columns.outputs();
        int height = rows.end() - rows.begin();
        if (sums.length < width) {
            sums = new int[width];
        }
        for (int plane = 0; plane < 3; plane++) {
            for (int output = 0; output < rows.outputs(); output++) {
                Arrays.fill(sums, 0, width, HALF);
                int weight = rows.weightsAt(output);
                int from = (plane * height + rows.start(output) - rows.begin()) * width;
                for (int tap = 0; tap < rows.count(output); tap++) {
                    add(from + tap * width, rows.weights()[weight + tap], width);
                }
                int at = plane * target.planeBytes() + output * width;
                for (int i = 0; i < width; i++) {
                    target.planes()[at + i] = Resampling.clip(sums[i]);
                }
            }
        }
    }

    private void add(int from, int weight, int width) {
        for (int i = 0; i < width; i++) {
            sums[i] += (narrowed[from + i] & 0xff) * weight;
        }
    }

    /// Memory that this instance holds on to.
    long heldBytes() {
        return columns.heldBytes()
                + rows.heldBytes()
                + sourceRow.length
                + narrowed.length
                + 4L * sums.length;
    }
}
