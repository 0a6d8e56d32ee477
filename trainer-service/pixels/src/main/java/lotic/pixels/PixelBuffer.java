package lotic.pixels;

import java.nio.ByteBuffer;
import java.util.List;

/// A crop while it is worked on: a plane each for red, green and blue.
///
/// Values are bytes, 0 to 255, kept in ints: loops over int arrays run many pixels at a time.
/// Reused from crop to crop and grown on demand; an instance belongs to one thread.
final class PixelBuffer {

    private int[] red = {};
    private int[] green = {};
    private int[] blue = {};
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
            interleaved = new byte[3 * pixels];
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
        return 12L * red.length + interleaved.length;
    }

    /// Swaps left and right.
    void mirror() {
        for (int[] plane : planes()) {
            for (int start = 0; start < pixels(); start += width) {
                for (int left = start, right = start + width - 1; left < right; left++, right--) {
                    int swapped = plane[left];
                    plane[left] = plane[right];
                    plane[right] = swapped;
                }
            }
        }
    }

    /// Writes (height, width, 3) bytes and moves the target's position behind them.
    void writeTo(ByteBuffer target) {
        int pixels = pixels();
        for (int i = 0; i < pixels; i++) {
            interleaved[3 * i] = (byte) red[i];
            interleaved[3 * i + 1] = (byte) green[i];
            interleaved[3 * i + 2] = (byte) blue[i];
        }
        target.put(interleaved, 0, 3 * pixels);
    }
}
