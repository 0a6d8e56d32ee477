package lotic.standalone.evaluate;

import lotic.learning.Embedder;
import lotic.learning.evaluation.Features;
import lotic.pixels.Augmentation;
import lotic.pixels.CropGroup;
import lotic.pixels.EvaluationView;
import lotic.pixels.MultiCrop;
import lotic.pixels.ViewMaker;
import lotic.pixels.ViewSeed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Shows pictures to a version and collects its features. A batch is in memory at a time.
final class Embedding {

    /// Images that go through the network together.
    private static final int BATCH = 64;

    /// torchvision's `RandomResizedCrop` and `RandomHorizontalFlip`, as they are by default.
    private static final double SCALE_MIN = 0.08;

    private static final Augmentation FLIP = new Augmentation(0.5, 0, 0, 0, 0, 1, 1);

    private final Embedder embedder;
    private final EvaluationView view;
    private final PictureBatch shown;

    Embedding(Embedder embedder, EvaluationView view, PictureStore store, Renderer renderer) {
        this.embedder = embedder;
        this.view = view;
        this.shown = new PictureBatch(BATCH, view.size(), store, renderer);
    }

    /// The crops from which linear classifiers learn, and networks with few labels.
    ///
    /// @param size side, in pixels
    static MultiCrop views(int size) {
        return new MultiCrop(List.of(new CropGroup(1, size, SCALE_MIN, 1)), FLIP);
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
        List<LabelledPicture> all = set.pictures();
        List<LabelledPicture> decoded = new ArrayList<>();
        float[] values = numbers(all.size());
        int width = embedder.dimension();
        for (int from = 0; from < all.size(); from += BATCH) {
            List<LabelledPicture> batch = all.subList(from, Math.min(from + BATCH, all.size()));
            List<Boolean> rendered =
                    shown.show(batch, (_, file, target) -> view.render(file, target));
            // The network sees the pixels of what did not decode, too, and nobody its features.
            float[] features = embedder.embed(shown.pixels(), batch.size());
            for (int i = 0; i < batch.size(); i++) {
                if (rendered.get(i)) {
                    System.arraycopy(features, i * width, values, decoded.size() * width, width);
                    decoded.add(batch.get(i));
                }
            }
            onlooker.at(what, from + batch.size(), all.size());
        }
        if (decoded.isEmpty()) {
            throw new EvaluationException(
                    "None of %d %s can be decoded. Give JPEG, PNG, WebP, GIF or BMP."
                            .formatted(all.size(), what));
        }
        long damaged = set.damaged() + all.size() - decoded.size();
        return new Centres(
                new PictureSet(decoded, set.unlabelled(), damaged),
                features(decoded.size(), values));
    }

    /// Features of one random crop of each picture, which depends on the seed, on the look's number
    /// and on the picture's bytes alone.
    ///
    /// @param set all of which decode
    /// @param look from 0
    /// @throws EvaluationException if one does not, or the version gives no finite features
    Features crops(PictureSet set, long seed, int look, String what, Onlooker onlooker)
            throws InterruptedException {
        List<LabelledPicture> all = set.pictures();
        ViewMaker views = new ViewMaker(views(view.size()));
        float[] values = numbers(all.size());
        for (int from = 0; from < all.size(); from += BATCH) {
            int to = Math.min(from + BATCH, all.size());
            shown.showWhole(
                    all,
                    from,
                    to,
                    (picture, file, target) ->
                            views.make(
                                    file,
                                    new ViewSeed(seed, 0, picture.digestStart(), look),
                                    target));
            float[] features = embedder.embed(shown.pixels(), to - from);
            System.arraycopy(features, 0, values, from * embedder.dimension(), features.length);
            onlooker.at(what, to, all.size());
        }
        return features(all.size(), values);
    }

    private float[] numbers(int pictures) {
        return new float[Math.multiplyExact(pictures, embedder.dimension())];
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
