package lotic.standalone.evaluate;

import lotic.learning.evaluation.FineTuning;
import lotic.learning.evaluation.LabelledFeatures;
import lotic.learning.evaluation.LowShot;
import lotic.pixels.MultiCrop;
import lotic.standalone.evaluate.EvaluationReport.FewLabelsTuned;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Fine-tunes a version with few labels, by SwAV's recipe, on the very pictures from which the
/// linear low-shot classifiers learn.
final class LowShotTuning {

    private final JudgedVersion version;
    private final EvaluationSettings settings;
    private final SortedMap<Integer, FineTuning> recipes;
    private final PictureStore store;
    private final Renderer renderer;
    private final Onlooker onlooker;

    /// @param recipes by percents of all images
    LowShotTuning(
            JudgedVersion version,
            EvaluationSettings settings,
            SortedMap<Integer, FineTuning> recipes,
            PictureStore store,
            Renderer renderer,
            Onlooker onlooker) {
        this.version = version;
        this.settings = settings;
        this.recipes = recipes;
        this.store = store;
        this.renderer = renderer;
        this.onlooker = onlooker;
    }

    /// The crops that it learns from: without distortion of colours, as SwAV's script has them.
    ///
    /// @param size side, in pixels
    static MultiCrop views(int size) {
        return Embedding.views(size);
    }

    /// Learns from each share of the labels, as often as pictures are drawn.
    ///
    /// @param known pictures that decode
    /// @param asked pictures that decode
    /// @throws InterruptedException if the thread is interrupted, within a step's time
    List<FewLabelsTuned> run(FeatureSet known, FeatureSet asked) throws InterruptedException {
        List<FewLabelsTuned> found = new ArrayList<>();
        LabelledFeatures labelled = known.labelled();
        for (Map.Entry<Integer, FineTuning> each : recipes.entrySet()) {
            String size = each.getKey() + " %";
            FineTuning recipe = each.getValue();
            int images = LowShot.imagesPerClass(labelled, each.getKey() / 100.0);
            Optional<String> lack = known.lack(images);
            Attempt<LowShot.Outcome> attempt =
                    lack.isEmpty()
                            ? judged(size, recipe, images, known, asked)
                            : new Attempt.Skipped<>(lack.get());
            found.add(new FewLabelsTuned(size, images, recipe, attempt));
        }
        return found;
    }

    private Attempt<LowShot.Outcome> judged(
            String size, FineTuning recipe, int images, FeatureSet known, FeatureSet asked)
            throws InterruptedException {
        MultiCrop views = views(version.view().size());
        var tuning = new Tuning(version, settings, recipe, views, store, renderer, onlooker);
        LowShot lowShot = settings.lowShot();
        LabelledFeatures labelled = known.labelled();
        List<Double> accuracies = new ArrayList<>();
        for (int draw = 0; draw < lowShot.draws(); draw++) {
            int[] rows = lowShot.draw(labelled, images, draw);
            String what =
                    "pictures of %s, draw %d of %d,".formatted(size, draw + 1, lowShot.draws());
            switch (tuning.run(known, rows, asked, what)) {
                case Attempt.Judged<Double>(Double accuracy) -> accuracies.add(accuracy);
                case Attempt.Skipped<Double>(String why) -> {
                    // The mean of the others would be that of a choice.
                    return new Attempt.Skipped<>("%s of draw %d".formatted(why, draw + 1));
                }
            }
        }
        return new Attempt.Judged<>(new LowShot.Outcome(images, accuracies));
    }
}
