package lotic.pixels;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// A crop while it is worked on: a plane each for red, green and blue.
///
/// Values are bytes, 0 to 255, kept in ints: loops over int arrays run many pixels at a time.
/// Reused from crop to crop and grown on demand; an instance belongs to one thread.
final class PixelBuffer {

    private static final VarHandle PIXEL_PAIR =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private int[] red = {};
    private int[] green = {};
    private int[] blue = {};
    private int[] packed = {};
    private byte[] interleaved = {};
    private int width;
    private int height;

    /// Makes room for a picture of this size. What the planes hold afterwards is undefined.
    void reshape(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        int pixels = newWidth * newHeight;
        if (red.length < pixels) {
            red = new int[pixels];
            green = new int[pixels];
            blue = new int[pixels];
            packed = new int[pixels + 1];
            interleaved = new byte[3 * pixels + Long.BYTES];
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int pixels() {
        return width * height;
    }

    /// Rows top to bottom without gaps; longer than the picture needs. Writing to it writes the
    /// picture, as with the other two.
    int[] red() {
        return red;
    }

    int[] green() {
        return green;
    }

    int[] blue() {
        return blue;
    }

    List<int[]> planes() {
        return List.of(red, green, blue);
    }

    /// Memory that this buffer holds on to.
    long heldBytes() {
        return 12L * red.length + 4L * packed.length + interleaved.length;
    }

    /// Writes (height, width, 3) bytes and moves the target's position behind them.
    void writeTo(ByteBuffer target) {
        int pixels = pixels();
        for (int i = 0; i < pixels; i++) {
            packed[i] = red[i] | (green[i] << 8) | (blue[i] << 16);
        }
        // Eight bytes for two pixels: the last two are written over by the next pair.
        for (int i = 0; i < pixels; i += 2) {
            PIXEL_PAIR.set(interleaved, 3 * i, packed[i] | ((long) packed[i + 1] << 24));
        }
        target.put(interleaved, 0, 3 * pixels);
    }
}
