package lotic.pixels;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// An upright picture in memory of the [Decoder], valid until its next decoding.
///
/// @param pixels rows top to bottom, interleaved RGB, one byte a channel
/// @param width in pixels
/// @param height in pixels
/// @param rowBytes distance from one row to the next
record DecodedImage(MemorySegment pixels, int width, int height, long rowBytes) {

    /// Copies a stretch of a row, 3 bytes a pixel.
    ///
    /// @param into from `at` on
    void readRow(int y, int x, int count, byte[] into, int at) {
        MemorySegment.copy(
                pixels, ValueLayout.JAVA_BYTE, y * rowBytes + 3L * x, into, at, 3 * count);
    }
}
