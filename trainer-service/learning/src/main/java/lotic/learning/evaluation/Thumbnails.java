package lotic.learning.evaluation;

import java.nio.ByteBuffer;

/// Features that need no network: the picture itself, made small. What a network has learnt must
/// beat them.
public final class Thumbnails {

    private static final int CHANNELS = 3;

    /// Mid grey: the cosine of pictures whose values are all positive says little.
    private static final float CENTRE = 127.5f;

    private Thumbnails() {}

    /// Pictures averaged down to squares of a side and centred at mid grey; with the pictures' own
    /// size the raw pixels.
    ///
    /// @param pixels (images, size, size, 3) uint8 from position 0; the position stays
    /// @param images how many
    /// @param size side of a picture
    /// @param side of a thumbnail, a divisor of size
    public static Features of(ByteBuffer pixels, int images, int size, int side) {
        if (side < 1 || size % side != 0) {
            throw new IllegalArgumentException(
                    "pictures of %d x %d have no thumbnails of %d x %d"
                            .formatted(size, size, side, side));
        }
        int box = size / side;
        int dimension = side * side * CHANNELS;
        float[] values = new float[images * dimension];
        int at = 0;
        for (int image = 0; image < images; image++) {
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    int target = image * dimension + (y / box * side + x / box) * CHANNELS;
                    for (int channel = 0; channel < CHANNELS; channel++) {
                        values[target + channel] += (pixels.get(at++) & 0xFF) - CENTRE;
                    }
                }
            }
        }
        return new Features(images, dimension, values);
    }
}
