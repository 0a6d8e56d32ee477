package lotic.pixels;

import java.nio.ByteBuffer;

/// Cuts the random views of an image for training. Safe for use by many threads.
public final class ViewMaker {

    /// @param views what to cut
    public ViewMaker(MultiCrop views) {
        throw new UnsupportedOperationException("to be written");
    }

    /// Decodes the image, cuts all its views and writes them one after the other, each (size, size,
    /// 3).
    ///
    /// @param image the file's bytes
    /// @param seed what the draws depend on
    /// @param target direct, with at least [MultiCrop#bytesPerImage] remaining; its position moves
    ///   behind the views
    /// @throws UndecodableImageException if the decoder makes no picture of the bytes
    public void make(byte[] image, ViewSeed seed, ByteBuffer target) {
        throw new UnsupportedOperationException("to be written");
    }
}
