package lotic.standalone.evaluate;

import lotic.learning.FineTuner;
import lotic.learning.evaluation.FineTuning;
import lotic.learning.evaluation.Shuffle;
import lotic.learning.recipe.OptimizerSpec;
import lotic.pixels.Augmentation;
import lotic.pixels.CropGroup;
import lotic.pixels.MultiCrop;
import lotic.pixels.ViewMaker;
import lotic.pixels.ViewSeed;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Fine-tunes a version: the whole network and a fresh classifier learn from random crops with
/// SwAV's distortions, and are judged by centres. A batch of pictures is in memory at a time.
final class Tuning {

    /// Of SwAV's large crops.
    private static final double SCALE_MIN = 0.14;

    private final JudgedVersion version;
    private final EvaluationSettings settings;
    private final Onlooker onlooker;
    private final PictureBatch shown;

    Tuning(
            JudgedVersion version,
            EvaluationSettings settings,
            PictureStore store,
            Renderer renderer,
            Onlooker onlooker) {
        this.version = version;
        this.settings = settings;
        this.onlooker = onlooker;
        this.shown =
                new PictureBatch(
                        settings.fineTuning().batch(), version.view().size(), store, renderer);
    }

    /// The crops that it learns from.
    ///
    /// @param size side, in pixels
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
            int[] order = IntStream.range(0, known.labels().length).toArray();
            var random = new SplittableRandom(settings.seed());
            for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
                Shuffle.shuffle(order, random);
                learn(tuner, known, order, epoch);
            }
            return accuracy(tuner, asked);
        }
    }

    private void learn(FineTuner tuner, FeatureSet known, int[] order, int epoch)
            throws InterruptedException {
        FineTuning recipe = settings.fineTuning();
        ViewMaker views = new ViewMaker(views(version.view().size()));
        List<LabelledPicture> pictures = pictures(known, order);
        double factor = recipe.schedule().factor(epoch, recipe.epochs());
        var rates = new FineTuner.Rates(recipe.rate() * factor, recipe.classifierRate() * factor);
        String what = "pictures of epoch %d of %d".formatted(epoch + 1, recipe.epochs());
        for (int from = 0; from < order.length; from += recipe.batch()) {
            int to = Math.min(from + recipe.batch(), order.length);
            int[] rows = Arrays.copyOfRange(order, from, to);
            // Batch-norm needs two.
            if (rows.length > 1) {
                shown.showWhole(
                        pictures,
                        from,
                        to,
                        (picture, file, target) ->
                                views.make(
                                        file,
                                        new ViewSeed(
                                                settings.seed(), 0, picture.digestStart(), epoch),
                                        target));
                double loss = tuner.step(shown.pixels(), labels(known, rows), rates);
                if (!Double.isFinite(loss)) {
                    throw new EvaluationException(
                            "Fine-tuning diverged in epoch %d; give a smaller rate than %s with --tune-rate."
                                    .formatted(epoch + 1, recipe.rate()));
                }
            }
            onlooker.at(what, to, order.length);
        }
    }

    private double accuracy(FineTuner tuner, FeatureSet asked) throws InterruptedException {
        int total = asked.labels().length;
        int batch = settings.fineTuning().batch();
        int right = 0;
        List<LabelledPicture> pictures = asked.pictures().pictures();
        for (int from = 0; from < total; from += batch) {
            int to = Math.min(from + batch, total);
            shown.showWhole(
                    pictures,
                    from,
                    to,
                    (_, file, target) -> version.view().render(file, target));
            int[] predictions = tuner.predict(shown.pixels(), to - from);
            for (int i = 0; i < predictions.length; i++) {
                right += predictions[i] == asked.labels()[from + i] ? 1 : 0;
            }
            onlooker.at("test pictures", to, total);
        }
        return (double) right / total;
    }

    private static List<LabelledPicture> pictures(FeatureSet set, int[] rows) {
        return Arrays.stream(rows).mapToObj(set.pictures().pictures()::get).toList();
    }

    private static int[] labels(FeatureSet set, int[] rows) {
        return Arrays.stream(rows).map(row -> set.labels()[row]).toArray();
    }
}
