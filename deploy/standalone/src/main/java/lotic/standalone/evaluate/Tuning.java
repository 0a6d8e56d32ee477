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

/// Fine-tunes a version: the whole network and a fresh classifier learn from random crops, and are
/// judged by centres. A batch of pictures is in memory at a time.
final class Tuning {

    /// Of SwAV's large crops.
    private static final double SCALE_MIN = 0.14;

    private final JudgedVersion version;
    private final EvaluationSettings settings;
    private final FineTuning recipe;
    private final MultiCrop crops;
    private final Onlooker onlooker;
    private final PictureBatch shown;

    /// @param recipe by which it learns
    /// @param crops from which it learns: a group of one, as large as the version's view
    Tuning(
            JudgedVersion version,
            EvaluationSettings settings,
            FineTuning recipe,
            MultiCrop crops,
            PictureStore store,
            Renderer renderer,
            Onlooker onlooker) {
        this.version = version;
        this.settings = settings;
        this.recipe = recipe;
        this.crops = crops;
        this.onlooker = onlooker;
        this.shown = new PictureBatch(recipe.batch(), version.view().size(), store, renderer);
    }

    /// The crops of SEER's recipe: SwAV's large ones with all of its distortions.
    ///
    /// @param size side, in pixels
    static MultiCrop views(int size) {
        return new MultiCrop(List.of(new CropGroup(1, size, SCALE_MIN, 1)), Augmentation.SWAV);
    }

    /// Learns and is judged.
    ///
    /// @param known pictures that decode
    /// @param rows those of them from which it learns, 2 or more; fewer than a batch are one batch
    /// @param asked pictures that decode
    /// @param what is told to the onlooker before the number of the epoch
    /// @return the share of the pictures asked for that got their own class, 0 to 1; none if a loss
    ///   or a gradient was not finite
    /// @throws InterruptedException if the thread is interrupted, within a step's time
    Attempt<Double> run(FeatureSet known, int[] rows, FeatureSet asked, String what)
            throws InterruptedException {
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
            int[] order = rows.clone();
            var random = new SplittableRandom(settings.seed());
            for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
                Shuffle.shuffle(order, random);
                String told = "%s epoch %d of %d".formatted(what, epoch + 1, recipe.epochs());
                if (!hasLearnt(tuner, known, order, epoch, told)) {
                    return new Attempt.Skipped<>("diverged in epoch " + (epoch + 1));
                }
            }
            return new Attempt.Judged<>(accuracy(tuner, asked));
        }
    }

    /// @return false if a loss or a gradient was not finite
    private boolean hasLearnt(
            FineTuner tuner, FeatureSet known, int[] order, int epoch, String what)
            throws InterruptedException {
        ViewMaker views = new ViewMaker(crops);
        List<LabelledPicture> pictures = pictures(known, order);
        double factor = recipe.schedule().factor(epoch, recipe.epochs());
        var rates = new FineTuner.Rates(recipe.rate() * factor, recipe.classifierRate() * factor);
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
                    return false;
                }
            }
            onlooker.at(what, to, order.length);
        }
        return true;
    }

    private double accuracy(FineTuner tuner, FeatureSet asked) throws InterruptedException {
        int total = asked.labels().length;
        int batch = recipe.batch();
        int right = 0;
        List<LabelledPicture> pictures = asked.pictures().pictures();
        for (int from = 0; from < total; from += batch) {
            int to = Math.min(from + batch, total);
            shown.showWhole(
                    pictures, from, to, (_, file, target) -> version.view().render(file, target));
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
