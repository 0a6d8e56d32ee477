package lotic.pixels;

import java.nio.ByteBuffer;

/// A crop while it is worked on: three planes of bytes, red, green and blue, one after the other.
/// Planes let the loops over it run many pixels at a time.
///
/// Reused from crop to crop and grown on demand; an instance belongs to one thread.
final class PixelBuffer {

    private byte[] planes = {};
    private byte[] interleaved = {};
    private int width;
    private int height;

    /// Makes room for a picture of this size. What the planes hold afterwards is undefined.
    void reshape(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        if (planes.length < 3 * newWidth * newHeight) {
            planes = new byte[3 * newWidth * newHeight];
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// Bytes of one plane; red begins at 0, green here, blue at twice this.
    int planeBytes() {
        return width * height;
    }

    /// The three planes, rows top to bottom without gaps. Writing to them writes the picture.
    byte[] planes() {
        return planes;
    }

    /// Memory that this buffer holds on to.
    long heldBytes() {
        return (long) planes.length + interleaved.length;
    }

    /// Swaps left and right.
    void mirror() {
        for (int row = 0; row < 3 * height; row++) {
            for (int left = row * width, right = left + width - 1; left < right; left++, right--) {
                byte swapped = planes[left];
                planes[left] = planes[right];
                planes[right] = swapped;
            }
        }
    }

    /// Writes (height, width, 3) bytes and moves the target's position behind them.
    void writeTo(ByteBuffer target) {
        int pixels = planeBytes();
        if (interleaved.length < 3 * pixels) {
            interleaved = new byte[3 * pixels];
        }
        for (int i = 0; i < pixels; i++) {
            interleaved[3 * i] = planes[i];
            interleaved[3 * i + 1] = planes[pixels + i];
            interleaved[3 * i + 2] = planes[2 * pixels + i];
        }
        target.put(interleaved, 0, 3 * pixels);
    }
}
