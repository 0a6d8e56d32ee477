package lotic.pixels;

/// Gaussian blur as Pillow does it: three box blurs along each axis, boxes with fractional ends
/// (`libImaging/BoxBlur.c`; Gwosdek et al. 2011, "Theoretical foundations of Gaussian convolution
/// by extended box filtering", formulas 7, 11 and 14). Pixels beyond an edge equal the edge's.
///
/// A plane is worked on with a margin that repeats its edge. So one loop over all of it serves both
/// axes, which differ only in the distance between neighbours.
///
/// Holds scratch arrays that grow on demand; an instance belongs to one thread.
final class Blur {

    private static final int PASSES = 3;
    private static final int ONE_BITS = 24;
    private static final int ONE = 1 << ONE_BITS;

    private int[] framed = {};
    private int[] blurred = {};
    private int[] moved = {};

    /// Blurs in place.
    ///
    /// @param radius standard deviation in pixels, 0 or more
    void apply(PixelBuffer picture, double radius) {
        Box box = Box.ofGaussian((float) radius);
        if (box.radius() == 0 && box.end() == 0) {
            return;
        }
        int margin = box.radius() + 1;
        Frame frame = new Frame(picture.width(), picture.height(), margin);
        if (framed.length < frame.area()) {
            framed = new int[frame.area()];
            blurred = new int[frame.area()];
            moved = new int[frame.area()];
        }
        for (int[] plane : picture.planes()) {
            frame.copyIn(plane, framed);
            for (int pass = 0; pass < PASSES; pass++) {
                frame.repeatSides(framed);
                pass(box, 1, frame.area());
            }
            for (int pass = 0; pass < PASSES; pass++) {
                frame.repeatTopAndBottom(framed);
                pass(box, frame.stride(), frame.area());
            }
            frame.copyOut(framed, plane);
        }
    }

    /// Blurs the framed plane once along the axis whose neighbours lie `step` apart. What it makes
    /// of the margins is meaningless.
    ///
    /// Neighbours are moved to the pixel's own index first: the compiler runs a loop on many pixels
    /// at a time only where it sees that no result is a later pixel's input.
    private void pass(Box box, int step, int area) {
        int reach = (box.radius() + 1) * step;
        int count = area - 2 * reach;
        System.arraycopy(framed, step, blurred, 0, count);
        for (int tap = 2; tap <= 2 * box.radius() + 1; tap++) {
            System.arraycopy(framed, tap * step, moved, 0, count);
            add(moved, blurred, count);
        }
        System.arraycopy(framed, 2 * reach, moved, 0, count);
        add(framed, moved, count);
        weigh(blurred, box.weight(), moved, box.end(), count);
        System.arraycopy(blurred, 0, framed, reach, count);
    }

    private static void add(int[] terms, int[] sums, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] += terms[i];
        }
    }

    private static void weigh(int[] full, int weight, int[] ends, int end, int count) {
        for (int i = 0; i < count; i++) {
            full[i] = (full[i] * weight + ends[i] * end + ONE / 2) >>> ONE_BITS;
        }
    }

    /// Memory that this instance holds on to.
    long heldBytes() {
        return 4L * (framed.length + blurred.length + moved.length);
    }

    /// Where a plane lies within its margin.
    private record Frame(int width, int height, int margin) {

        int stride() {
            return width + 2 * margin;
        }

        int area() {
            return stride() * (height + 2 * margin);
        }

        private int at(int row) {
            return (margin + row) * stride() + margin;
        }

        void copyIn(int[] plane, int[] framed) {
            for (int row = 0; row < height; row++) {
                System.arraycopy(plane, row * width, framed, at(row), width);
            }
        }

        void copyOut(int[] framed, int[] plane) {
            for (int row = 0; row < height; row++) {
                System.arraycopy(framed, at(row), plane, row * width, width);
            }
        }

        void repeatSides(int[] framed) {
            for (int row = 0; row < height; row++) {
                int left = at(row);
                int right = left + width - 1;
                for (int beyond = 1; beyond <= margin; beyond++) {
                    framed[left - beyond] = framed[left];
                    framed[right + beyond] = framed[right];
                }
            }
        }

        void repeatTopAndBottom(int[] framed) {
            for (int row = 1; row <= margin; row++) {
                System.arraycopy(framed, at(0), framed, at(-row), width);
                System.arraycopy(framed, at(height - 1), framed, at(height - 1 + row), width);
            }
        }
    }

    /// A box blur: 2 radius + 1 pixels count in full, one more at each end counts in part.
    ///
    /// @param radius whole pixels on each side of the centre
    /// @param weight of a pixel inside, in units of 2^-24
    /// @param end weight of the two pixels just outside
    private record Box(int radius, int weight, int end) {

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
