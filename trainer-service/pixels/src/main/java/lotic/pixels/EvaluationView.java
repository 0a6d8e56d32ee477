package lotic.pixels;

import java.nio.ByteBuffer;

/// The view of an image by which versions are judged and served: short side resized with
/// antialiasing, centre cut out, nothing random.
///
/// @param resize length of the short side after resizing, in pixels
/// @param size side of the square that is cut from the centre, at most resize
/// @param interpolation filter of the resizing
public record EvaluationView(int resize, int size, Interpolation interpolation) {

    /// Filters with antialiasing, as Pillow defines them.
    public enum Interpolation {
        BILINEAR,
        BICUBIC
    }

    /// Decodes the image and writes its view (size, size, 3).
    ///
    /// @param image the file's bytes
    /// @param target direct, with at least size * size * 3 bytes remaining; its position moves
    ///   behind the view
    /// @throws UndecodableImageException if the decoder makes no picture of the bytes
    public void render(byte[] image, ByteBuffer target) {
        throw new UnsupportedOperationException("to be written");
    }
}
