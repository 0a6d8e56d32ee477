package lotic.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import java.nio.ByteBuffer;

/// Pixels of a caller as a tensor of the engine, which on the CPU reads them where they lie.
final class PixelTensor {

    private static final int CHANNELS = 3;

    private PixelTensor() {}

    /// A tensor (images, height, width, 3) uint8.
    ///
    /// @param pixels direct, from position 0, red first
    /// @throws IllegalArgumentException if the buffer is none of the engine's or too small
    static NDArray of(NDManager scope, ByteBuffer pixels, int images, int height, int width) {
        long bytes = (long) images * height * width * CHANNELS;
        if (!pixels.isDirect() || pixels.capacity() < bytes) {
            throw new IllegalArgumentException(
                    "%d images of %d x %d pixels take a direct buffer of %d bytes, not %s"
                            .formatted(images, height, width, bytes, pixels));
        }
        return scope.create(
                pixels.slice(0, Math.toIntExact(bytes)),
                new Shape(images, height, width, CHANNELS),
                DataType.UINT8);
    }
}
