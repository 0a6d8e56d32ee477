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
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private int[] red = {};
    private int[] green = {};
    private int[] blue = {};
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
        return 12L * red.length;
    }

    /// Writes (height, width, 3) bytes and moves the target's position behind them.
    void writeTo(ByteBuffer target) {
        int start = target.position();
        int pixels = pixels();
        int i = 0;
        // Eight bytes for two pixels: the last two are written over by what follows.
        for (; i < pixels - 2; i += 2) {
            PIXEL_PAIR.set(target, start + 3 * i, packed(i) | (packed(i + 1) << 24));
        }
        target.position(start + 3 * i);
        for (; i < pixels; i++) {
            target.put((byte) red[i]).put((byte) green[i]).put((byte) blue[i]);
        }
    }

    private long packed(int pixel) {
        return red[pixel] | (green[pixel] << 8) | (blue[pixel] << 16);
    }
}
