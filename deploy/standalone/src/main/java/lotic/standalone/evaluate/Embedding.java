package lotic.standalone.evaluate;

import lotic.learning.Embedder;
import lotic.learning.evaluation.Features;
import lotic.pixels.Augmentation;
import lotic.pixels.CropGroup;
import lotic.pixels.EvaluationView;
import lotic.pixels.MultiCrop;
import lotic.pixels.ViewMaker;
import lotic.pixels.ViewSeed;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Shows pictures to a version and collects its features. A batch is in memory at a time.
final class Embedding {

    /// Images that go through the network together.
    private static final int BATCH = 64;

    private static final int CHANNELS = 3;

    /// torchvision's `RandomResizedCrop` and `RandomHorizontalFlip`, as they are by default.
    private static final double SCALE_MIN = 0.08;

    private static final Augmentation FLIP = new Augmentation(0.5, 0, 0, 0, 0, 1, 1);

    private final Embedder embedder;
    private final EvaluationView view;
    private final PictureStore store;
    private final Renderer renderer;
    private final ByteBuffer pixels;

    Embedding(Embedder embedder, EvaluationView view, PictureStore store, Renderer renderer) {
        this.embedder = embedder;
        this.view = view;
        this.store = store;
        this.renderer = renderer;
        this.pixels = ByteBuffer.allocateDirect(BATCH * imageBytes());
    }

    private int imageBytes() {
        return view.size() * view.size() * CHANNELS;
    }

    /// One look at a picture: its pixels into a buffer.
    @FunctionalInterface
    private interface Look {
        void render(LabelledPicture picture, ByteBuffer target);
    }

    /// Pictures and what the centre of each gives; those that do not decode are left out.
    ///
    /// @param pictures those that decode
    /// @param features theirs
    record Centres(PictureSet pictures, Features features) {}

    /// Features of centres.
    ///
    /// @throws EvaluationException if no picture decodes, or the version gives no finite features
    Centres centres(PictureSet set, String what, Onlooker onlooker) throws InterruptedException {
        List<LabelledPicture> decoded = new ArrayList<>();
        Look centre = (picture, target) -> view.render(store.bytes(picture), target);
        float[] values = embed(set.pictures(), centre, decoded, what, onlooker);
        if (decoded.isEmpty()) {
            throw new EvaluationException(
                    "None of %d %s can be decoded. Give JPEG, PNG, WebP, GIF or BMP."
                            .formatted(set.pictures().size(), what));
        }
        long damaged = set.damaged() + set.pictures().size() - decoded.size();
        return new Centres(
                new PictureSet(decoded, set.unlabelled(), damaged),
                features(decoded.size(), values));
    }

    /// Features of one random crop of each picture, which depends on the seed, on the look's number
    /// and on the picture's bytes alone.
    ///
    /// @param set all of which decode
    /// @param look from 0
    Features crops(PictureSet set, long seed, int look, String what, Onlooker onlooker)
            throws InterruptedException {
        ViewMaker views =
                new ViewMaker(
                        new MultiCrop(List.of(new CropGroup(1, view.size(), SCALE_MIN, 1)), FLIP));
        Look crop =
                (picture, target) -> {
                    ViewSeed drawn = new ViewSeed(seed, 0, picture.digestStart(), look);
                    views.make(store.bytes(picture), drawn, target);
                };
        List<LabelledPicture> decoded = new ArrayList<>();
        float[] values = embed(set.pictures(), crop, decoded, what, onlooker);
        if (decoded.size() != set.pictures().size()) {
            throw new EvaluationException(
                    "%d of %d pictures decode whole and not in part: their files are damaged. Leave them out, or give --crops 0."
                            .formatted(
                                    set.pictures().size() - decoded.size(), set.pictures().size()));
        }
        return features(set.pictures().size(), values);
    }

    /// @param decoded gets the pictures to which the rows of the answer belong
    private float[] embed(
            List<LabelledPicture> all,
            Look look,
            List<LabelledPicture> decoded,
            String what,
            Onlooker onlooker)
            throws InterruptedException {
        int dimension = embedder.dimension();
        float[] values = new float[Math.multiplyExact(all.size(), dimension)];
        for (int from = 0; from < all.size(); from += BATCH) {
            List<LabelledPicture> batch = all.subList(from, Math.min(from + BATCH, all.size()));
            List<Boolean> rendered = renderer.all(batch.size(), i -> render(look, batch.get(i), i));
            // The network sees the pixels of what did not decode, too, and nobody its features.
            float[] features = embedder.embed(pixels, batch.size());
            for (int i = 0; i < batch.size(); i++) {
                if (rendered.get(i)) {
                    int at = decoded.size() * dimension;
                    System.arraycopy(features, i * dimension, values, at, dimension);
                    decoded.add(batch.get(i));
                }
            }
            onlooker.at(what, from + batch.size(), all.size());
        }
        return values;
    }

    private void render(Look look, LabelledPicture picture, int index) {
        look.render(picture, pixels.slice(index * imageBytes(), imageBytes()));
    }

    private Features features(int rows, float[] values) {
        try {
            int length = rows * embedder.dimension();
            return new Features(
                    rows,
                    embedder.dimension(),
                    values.length == length ? values : Arrays.copyOf(values, length));
        } catch (IllegalArgumentException notFinite) {
            throw new EvaluationException(
                    "The version gives features that are not finite (%s): its run has diverged. Judge an earlier one."
                            .formatted(notFinite.getMessage()),
                    notFinite);
        }
    }
}
