package lotic.pixels;

/// Gaussian blur as Pillow does it: three box blurs along each axis, boxes with fractional ends
/// (`libImaging/BoxBlur.c`; Gwosdek et al. 2011, "Theoretical foundations of Gaussian convolution
/// by extended box filtering", formulas 7, 11 and 14). Pixels beyond an edge equal the edge's.
///
/// Holds scratch arrays that grow on demand; an instance belongs to one thread.
final class Blur {

    private static final int PASSES = 3;
    private static final int ONE_BITS = 24;
    private static final int ONE = 1 << ONE_BITS;

    private byte[] transposed = {};
    private byte[] blurred = {};
    private int[] sums = {};

    /// Blurs in place.
    ///
    /// @param radius standard deviation in pixels, 0 or more
    void apply(PixelBuffer picture, double radius) {
        Box box = Box.ofGaussian((float) radius);
        if (box.radius() == 0 && box.end() == 0) {
            return;
        }
        int width = picture.width();
        int height = picture.height();
        int planeBytes = picture.planeBytes();
        reserve(planeBytes, Math.max(width, height));
        for (int plane = 0; plane < 3; plane++) {
            byte[] planes = picture.planes();
            int at = plane * planeBytes;
            transpose(planes, at, transposed, 0, width, height);
            alongColumns(transposed, 0, height, width, box);
            transpose(transposed, 0, planes, at, height, width);
            alongColumns(planes, at, width, height, box);
        }
    }

    private void reserve(int planeBytes, int longSide) {
        if (transposed.length < planeBytes) {
            transposed = new byte[planeBytes];
            blurred = new byte[planeBytes];
        }
        if (sums.length < longSide) {
            sums = new int[longSide];
        }
    }

    private static void transpose(byte[] from, int a, byte[] to, int b, int width, int height) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                to[b + x * height + y] = from[a + y * width + x];
            }
        }
    }

    private void alongColumns(byte[] plane, int at, int width, int height, Box box) {
        for (int pass = 0; pass < PASSES; pass++) {
            boxAlongColumns(plane, at, width, height, box);
            System.arraycopy(blurred, 0, plane, at, width * height);
        }
    }

    private void boxAlongColumns(byte[] plane, int at, int width, int height, Box box) {
        int last = height - 1;
        int radius = box.radius();
        java.util.Arrays.fill(sums, 0, width, 0);
        for (int y = -radius - 1; y < radius; y++) {
            int row = at + Math.clamp(y, 0, last) * width;
            for (int x = 0; x < width; x++) {
                sums[x] += plane[row + x] & 0xff;
            }
        }
        for (int y = 0; y < height; y++) {
            int behind = at + Math.max(y - radius - 1, 0) * width;
            int ahead = at + Math.min(y + radius, last) * width;
            int beyond = at + Math.min(y + radius + 1, last) * width;
            for (int x = 0; x < width; x++) {
                int left = plane[behind + x] & 0xff;
                sums[x] += (plane[ahead + x] & 0xff) - left;
                int ends = left + (plane[beyond + x] & 0xff);
                int sum = sums[x] * box.weight() + ends * box.end() + ONE / 2;
                blurred[y * width + x] = (byte) (sum >>> ONE_BITS);
            }
        }
    }

    /// Memory that this instance holds on to.
    long heldBytes() {
        return (long) transposed.length + blurred.length + 4L * sums.length;
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
