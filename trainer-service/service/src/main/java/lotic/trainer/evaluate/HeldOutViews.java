package lotic.trainer.evaluate;

import lotic.learning.Embedder;
import lotic.pixels.EvaluationView;
import lotic.pixels.UndecodableImageException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Shows held-out images to an embedder, a batch at a time: whatever their number, one batch of
/// pixels is in memory.
final class HeldOutViews {

    /// Images that go through the network together.
    private static final int BATCH = 64;

    private final HeldOutBytes images;
    private final EvaluationView view;
    private final ByteBuffer pixels;

    HeldOutViews(HeldOutBytes images, EvaluationView view) {
        this.images = images;
        this.view = view;
        this.pixels = ByteBuffer.allocateDirect(BATCH * view.size() * view.size() * 3);
    }

    /// The features of all images that can be decoded, in their order.
    Embedded embed(Embedder embedder, List<HeldOutImage> all) throws InterruptedException {
        List<HeldOutImage> shown = new ArrayList<>();
        float[] values = new float[all.size() * embedder.dimension()];
        for (int from = 0; from < all.size(); from += BATCH) {
            mustGoOn();
            List<HeldOutImage> batch =
                    render(all.subList(from, Math.min(from + BATCH, all.size())));
            if (!batch.isEmpty()) {
                float[] features = embedder.embed(pixels, batch.size());
                int start = shown.size() * embedder.dimension();
                System.arraycopy(features, 0, values, start, features.length);
                shown.addAll(batch);
            }
        }
        int length = shown.size() * embedder.dimension();
        return Embedded.of(shown, embedder.dimension(), Arrays.copyOf(values, length));
    }

    /// Calibrates the embedder's batch-norms on as many images as fill whole batches; fewer than
    /// one batch make one.
    ///
    /// @param decodable 1 or more, all of which the decoder makes a picture of
    @SuppressWarnings("StreamToIterable") // calibration passes over the batches once
    void calibrate(Embedder embedder, List<HeldOutImage> decodable) throws InterruptedException {
        int size = Math.min(BATCH, decodable.size());
        var starts = IntStream.range(0, decodable.size() / size).map(batch -> batch * size);
        Stream<ByteBuffer> batches =
                starts.takeWhile(_ -> !Thread.currentThread().isInterrupted())
                        .mapToObj(start -> rendered(decodable.subList(start, start + size)));
        embedder.calibrate(batches::iterator, size);
        mustGoOn();
    }

    private ByteBuffer rendered(List<HeldOutImage> batch) {
        render(batch);
        return pixels;
    }

    /// Writes the views of images into the buffer, from its start.
    ///
    /// @return the images whose views are there: admission looks at an image's structure, only the
    ///   decoder knows whether it is a picture
    private List<HeldOutImage> render(List<HeldOutImage> batch) {
        List<HeldOutImage> rendered = new ArrayList<>();
        pixels.clear();
        for (HeldOutImage image : batch) {
            int start = pixels.position();
            try {
                view.render(images.bytes(image.sha256()), pixels);
                rendered.add(image);
            } catch (UndecodableImageException noPicture) {
                pixels.position(start);
            }
        }
        return rendered;
    }

    private static void mustGoOn() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("evaluation was interrupted");
        }
    }
}
