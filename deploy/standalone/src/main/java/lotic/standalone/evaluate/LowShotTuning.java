package lotic.standalone.evaluate;

import lotic.learning.evaluation.FineTuning;
import lotic.learning.evaluation.LabelledFeatures;
import lotic.learning.evaluation.LowShot;
import lotic.pixels.MultiCrop;
import lotic.standalone.evaluate.EvaluationReport.Attempt;
import lotic.standalone.evaluate.EvaluationReport.FewLabelsTuned;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Fine-tunes a version with few labels, by SwAV's recipe, on the very pictures from which the
/// linear low-shot classifiers learn.
final class LowShotTuning {

    private final JudgedVersion version;
    private final EvaluationSettings settings;
    private final PictureStore store;
    private final Renderer renderer;
    private final Onlooker onlooker;

    LowShotTuning(
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
        for (Map.Entry<Integer, FineTuning> each : settings.lowShotTuning().entrySet()) {
            String size = each.getKey() + " %";
            FineTuning recipe = each.getValue();
            int images = LowShot.imagesPerClass(labelled, each.getKey() / 100.0);
            Map<Integer, Integer> tooFew = LowShot.tooFew(labelled, images);
            Attempt attempt =
                    tooFew.isEmpty()
                            ? judged(size, recipe, images, known, asked)
                            : new Attempt.Skipped(tooFew(tooFew, known.classes()));
            found.add(new FewLabelsTuned(size, images, recipe, attempt));
        }
        return found;
    }

    private static String tooFew(Map<Integer, Integer> counts, List<String> classes) {
        int one = counts.keySet().stream().mapToInt(it -> it).min().orElseThrow();
        return "%d of %d classes have fewer, such as %s with %d"
                .formatted(counts.size(), classes.size(), classes.get(one), counts.get(one));
    }

    private Attempt judged(
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
                case Tuned.Judged(double accuracy) -> accuracies.add(accuracy);
                case Tuned.Diverged(int epoch) -> {
                    // The mean of the others would be that of a choice.
                    return new Attempt.Skipped(
                            "diverged in epoch %d of draw %d".formatted(epoch, draw + 1));
                }
            }
        }
        return new Attempt.Judged(new LowShot.Outcome(images, accuracies));
    }
}
