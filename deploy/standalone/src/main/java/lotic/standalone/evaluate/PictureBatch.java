package lotic.standalone.evaluate;

import java.nio.ByteBuffer;
import java.util.List;

/// The pixels of a batch of pictures, for a network to read. One thread fills and reads it; the
/// renderer's threads write.
final class PictureBatch {

    private static final int CHANNELS = 3;

    private final int imageBytes;
    private final PictureStore store;
    private final Renderer renderer;
    private final ByteBuffer pixels;

    /// @param pictures that it holds, 1 or more
    /// @param size side of their views, in pixels
    PictureBatch(int pictures, int size, PictureStore store, Renderer renderer) {
        this.imageBytes = Math.multiplyExact(size, size * CHANNELS);
        this.store = store;
        this.renderer = renderer;
        this.pixels = ByteBuffer.allocateDirect(Math.multiplyExact(pictures, imageBytes));
    }

    /// One look at a picture: its pixels into a buffer.
    @FunctionalInterface
    interface Look {
        /// Makes the pixels of one view.
        ///
        /// @param file the picture's bytes
        /// @throws lotic.pixels.UndecodableImageException if no picture can be made of them
        void render(LabelledPicture picture, byte[] file, ByteBuffer target);
    }

    /// Shows other pictures from now on.
    ///
    /// @param pictures at most as many as it holds
    /// @return for each, whether it could be rendered; the pixels of one that could not are of no
    ///   meaning
    List<Boolean> show(List<LabelledPicture> pictures, Look look) throws InterruptedException {
        return renderer.all(
                pictures.size(),
                i -> {
                    LabelledPicture picture = pictures.get(i);
                    ByteBuffer target = pixels.slice(i * imageBytes, imageBytes);
                    look.render(picture, store.bytes(picture), target);
                });
    }

    /// Shows pictures whose centres could be rendered.
    ///
    /// @throws EvaluationException if one cannot be rendered now: a file that is damaged where only
    ///   another reduction of the decoder looks
    void showWhole(List<LabelledPicture> pictures, Look look) throws InterruptedException {
        int damaged = show(pictures, look).indexOf(false);
        if (damaged >= 0) {
            throw new EvaluationException(
                    "%s decodes in one size and not in another: its file is damaged. Leave it out."
                            .formatted(pictures.get(damaged).name()));
        }
    }

    /// (pictures, size, size, 3) uint8 from position 0.
    ByteBuffer pixels() {
        return pixels;
    }
}
