package lotic.standalone.evaluate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The pixels of a batch of pictures, for a network to read. One thread fills and reads it; the
/// renderer's threads write.
final class PictureBatch {

    private static final int CHANNELS = 3;

    /// Damaged files that a message names.
    private static final int NAMED_MAX = 5;

    private final int size;
    private final int imageBytes;
    private final PictureStore store;
    private final Renderer renderer;
    private final ByteBuffer pixels;

    /// @param pictures that it holds, 1 or more
    /// @param side of their views, in pixels
    PictureBatch(int pictures, int side, PictureStore store, Renderer renderer) {
        this.size = pictures;
        this.imageBytes = Math.multiplyExact(side, side * CHANNELS);
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

    /// Shows some of the pictures of a set, whose centres could be rendered.
    ///
    /// @param all of the set, in the order in which they are shown
    /// @param from the first one to show
    /// @param to the one behind the last to show, at most as many as it holds
    /// @throws EvaluationException if one cannot be rendered now: a file that is damaged where only
    ///   another reduction of the decoder looks. All from there on are looked at first, so that it
    ///   tells of every such file.
    void showWhole(List<LabelledPicture> all, int from, int to, Look look)
            throws InterruptedException {
        List<String> damaged = damaged(all.subList(from, to), look);
        if (damaged.isEmpty()) {
            return;
        }
        for (int next = to; next < all.size(); next += size) {
            int end = Math.min(next + size, all.size());
            damaged.addAll(damaged(all.subList(next, end), look));
        }
        int named = Math.min(damaged.size(), NAMED_MAX);
        int more = damaged.size() - named;
        throw new EvaluationException(
                "%d of %d pictures cannot be decoded in every size, because their files are damaged: %s%s. Leave them out."
                        .formatted(
                                damaged.size(),
                                all.size(),
                                String.join(", ", damaged.subList(0, named)),
                                more > 0 ? " and %d more".formatted(more) : ""));
    }

    private List<String> damaged(List<LabelledPicture> pictures, Look look)
            throws InterruptedException {
        List<Boolean> rendered = show(pictures, look);
        List<String> damaged = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            if (!rendered.get(i)) {
                damaged.add(pictures.get(i).name());
            }
        }
        return damaged;
    }

    /// (pictures, size, size, 3) uint8 from position 0.
    ByteBuffer pixels() {
        return pixels;
    }
}
