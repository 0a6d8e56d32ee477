package lotic.benchmarks.quality;

import lotic.learning.CropBatch;
import lotic.learning.Embedder;
import lotic.learning.Learner;
import lotic.learning.StepOutcome;
import lotic.learning.engine.Compute;
import lotic.learning.recipe.Recipe;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Optional;

/// Streams pictures through views and learner and prints how well the network's features tell
/// classes apart, against the processor time that the steps took. On one thread of the engine that
/// time is what a demo on a busy machine can be planned by; wall time is not.
public final class QualityBenchmark {

    private static final Compute COMPUTE = new Compute(Compute.Device.CPU, 1);
    private static final double NS_PER_SECOND = 1e9;

    private final Recipe recipe;
    private final PictureStream stream;
    private final Examination examination;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /// @param pictures the first ones are held out
    /// @param bank held-out pictures that are known, a multiple of 100
    /// @param queries held-out pictures that are asked for, a multiple of 100
    public QualityBenchmark(Recipe recipe, List<LabelledPicture> pictures, int bank, int queries) {
        this.recipe = recipe;
        this.stream = new PictureStream(recipe, pictures.subList(bank + queries, pictures.size()));
        this.examination =
                Examination.of(recipe.evaluation(), pictures.subList(0, bank + queries), bank);
    }

    /// Learns for a time and examines now and then.
    ///
    /// @param seconds of processor time that steps may take
    /// @param every seconds of that time between examinations
    /// @param out where lines go
    /// @return the last examination's accuracy less the untrained network's
    public double run(double seconds, double every, PrintStream out) {
        out.printf(
                "thumbnails 8x8 %.1f %%, raw pixels %.1f %%%n",
                100 * examination.markThumbnails(8),
                100 * examination.markThumbnails(recipe.evaluation().size()));
        try (Learner learner = Learner.fresh(recipe, COMPUTE)) {
            double untrained = examine(learner, true).knn();
            out.printf("untrained %.1f %%%n", 100 * untrained);
            double knn = untrained;
            double spent = 0;
            double due = every;
            double viewing = 0;
            while (spent < seconds) {
                double started = processorSeconds();
                CropBatch batch = stream.batch();
                double viewed = processorSeconds();
                StepOutcome outcome = learner.step(batch);
                spent += processorSeconds() - viewed;
                viewing += viewed - started;
                if (spent >= due) {
                    due += every;
                    Examination.Mark mark = examine(learner, false);
                    knn = mark.knn();
                    out.printf(
                            "%5.0f s  step %5d  %7d images  loss %.3f  codes %.2f  prototypes %3.0f"
                                    + "  rank %5.1f  kNN %.1f %%  (%+.1f)  %.0f images/s  views"
                                    + " %.0f/s%n",
                            spent,
                            outcome.step(),
                            stream.given(),
                            outcome.loss(),
                            outcome.signals().getOrDefault("codes.entropy", Double.NaN),
                            outcome.signals().getOrDefault("prototypes.perplexity", Double.NaN),
                            mark.rank(),
                            100 * knn,
                            100 * (knn - untrained),
                            stream.given() / spent,
                            stream.given() / viewing);
                }
            }
            return knn - untrained;
        }
    }

    private Examination.Mark examine(Learner learner, boolean untrained) {
        try (Embedder embedder = Embedder.of(recipe, learner.state(Optional.empty()), COMPUTE)) {
            if (untrained) {
                examination.calibrate(embedder);
            }
            return examination.mark(embedder);
        }
    }

    private double processorSeconds() {
        return threads.getCurrentThreadCpuTime() / NS_PER_SECOND;
    }
}
