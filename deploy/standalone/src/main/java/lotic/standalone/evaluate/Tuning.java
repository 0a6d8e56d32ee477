package lotic.standalone.evaluate;

import lotic.learning.FineTuner;
import lotic.learning.evaluation.FineTuning;
import lotic.learning.recipe.OptimizerSpec;
import lotic.pixels.Augmentation;
import lotic.pixels.CropGroup;
import lotic.pixels.MultiCrop;
import lotic.pixels.ViewMaker;
import lotic.pixels.ViewSeed;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Fine-tunes a version: the whole network and a fresh classifier learn from random crops with
/// SwAV's distortions, and are judged by centres. A batch of pictures is in memory at a time.
final class Tuning {

    private static final int CHANNELS = 3;

    /// Of SwAV's large crops.
    private static final double SCALE_MIN = 0.14;

    private final JudgedVersion version;
    private final EvaluationSettings settings;
    private final PictureStore store;
    private final Renderer renderer;
    private final Onlooker onlooker;
    private final ByteBuffer pixels;

    Tuning(
            JudgedVersion version,
            EvaluationSettings settings,
            PictureStore store,
            Renderer renderer,
            Onlooker onlooker) {
        this.version = version;
        this.settings = settings;
        this.store = store;
        this.renderer = renderer;
        this.onlooker = onlooker;
        this.pixels =
                ByteBuffer.allocateDirect(
                        Math.multiplyExact(settings.fineTuning().batch(), imageBytes()));
    }

    private int imageBytes() {
        return version.view().size() * version.view().size() * CHANNELS;
    }

    /// The crops that it learns from.
    static MultiCrop views(int size) {
        return new MultiCrop(List.of(new CropGroup(1, size, SCALE_MIN, 1)), Augmentation.SWAV);
    }

    /// Learns and is judged.
    ///
    /// @param known pictures that decode
    /// @param asked pictures that decode
    /// @return the share of the asked pictures that got their own class, 0 to 1
    /// @throws InterruptedException if the thread is interrupted, within a step's time
    double run(FeatureSet known, FeatureSet asked) throws InterruptedException {
        FineTuning recipe = settings.fineTuning();
        var sgd = new OptimizerSpec.Sgd(recipe.momentum(), recipe.weightDecay(), false);
        try (FineTuner tuner =
                FineTuner.of(
                        version.trunk(),
                        version.view().size(),
                        known.classes().size(),
                        sgd,
                        version.state(),
                        settings.seed(),
                        settings.compute())) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, known.labels().length).boxed().toList());
            Random random = new Random(settings.seed());
            for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
                Collections.shuffle(order, random);
                learn(tuner, known, order, epoch);
            }
            return accuracy(tuner, asked);
        }
    }

    private void learn(FineTuner tuner, FeatureSet known, List<Integer> order, int epoch)
            throws InterruptedException {
        FineTuning recipe = settings.fineTuning();
        ViewMaker views = new ViewMaker(views(version.view().size()));
        double rate = recipe.rate() * recipe.schedule().factor(epoch, recipe.epochs());
        String what = "pictures of epoch %d of %d".formatted(epoch + 1, recipe.epochs());
        for (int from = 0; from < order.size(); from += recipe.batch()) {
            List<Integer> rows = order.subList(from, Math.min(from + recipe.batch(), order.size()));
            // Batch-norm needs two.
            if (rows.size() > 1) {
                render(
                        known,
                        rows,
                        (picture, target) ->
                                views.make(
                                        store.bytes(picture),
                                        new ViewSeed(
                                                settings.seed(), 0, picture.digestStart(), epoch),
                                        target));
                int[] labels = rows.stream().mapToInt(row -> known.labels()[row]).toArray();
                double loss = tuner.step(pixels, labels, rate);
                if (!Double.isFinite(loss)) {
                    throw new EvaluationException(
                            "Fine-tuning diverged in epoch %d; give a smaller rate than %s with --tune-rate."
                                    .formatted(epoch + 1, recipe.rate()));
                }
            }
            onlooker.at(what, from + rows.size(), order.size());
        }
    }

    private double accuracy(FineTuner tuner, FeatureSet asked) throws InterruptedException {
        int batch = settings.fineTuning().batch();
        int right = 0;
        List<Integer> all = IntStream.range(0, asked.labels().length).boxed().toList();
        for (int from = 0; from < all.size(); from += batch) {
            List<Integer> rows = all.subList(from, Math.min(from + batch, all.size()));
            render(
                    asked,
                    rows,
                    (picture, target) -> version.view().render(store.bytes(picture), target));
            int[] predictions = tuner.predict(pixels, rows.size());
            for (int i = 0; i < rows.size(); i++) {
                right += predictions[i] == asked.labels()[rows.get(i)] ? 1 : 0;
            }
            onlooker.at("test pictures", from + rows.size(), all.size());
        }
        return (double) right / all.size();
    }

    @FunctionalInterface
    private interface Look {
        void render(LabelledPicture picture, ByteBuffer target);
    }

    private void render(FeatureSet set, List<Integer> rows, Look look) throws InterruptedException {
        List<Boolean> rendered =
                renderer.all(
                        rows.size(),
                        i ->
                                look.render(
                                        set.pictures().pictures().get(rows.get(i)),
                                        pixels.slice(i * imageBytes(), imageBytes())));
        int damaged = rendered.indexOf(false);
        if (damaged >= 0) {
            throw new EvaluationException(
                    "%s decodes whole and not in part: its file is damaged. Leave it out."
                            .formatted(set.pictures().pictures().get(rows.get(damaged)).name()));
        }
    }
}
