package lotic.benchmarks.quality;

import lotic.learning.Embedder;
import lotic.learning.Learner;
import lotic.learning.StepOutcome;
import lotic.learning.engine.Compute;
import lotic.learning.health.LearningHealth.State;
import lotic.learning.recipe.Recipe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/// Lets a recipe learn from a stream of pictures and examines it on the way by weighted kNN: 20
/// neighbours at temperature 0.07. The bank is the stream's first pictures, whose classes the
/// learner never sees; the queries are pictures that it never sees at all.
public final class QualityBenchmark {

    private static final int THUMBNAIL_SIDE = 8;

    /// Larger pictures are averaged down: their neighbours differ by little, and the judge's memory
    /// grows with the square.
    private static final int RAW_SIDE_MAX = 32;

    private final Recipe recipe;
    private final List<LabelledPicture> stream;
    private final Examination examination;
    private final Compute compute;

    /// Where a run stood.
    ///
    /// @param step how many were made
    /// @param images that were learnt, a picture's every round counted
    /// @param loss mean since the mark before
    /// @param learningRate of the last step
    /// @param codesEntropy mean over the steps since the mark before, NaN if the objective has none
    /// @param knn share of the queries that get their own class
    /// @param effectiveRank of the bank's features
    /// @param learningSeconds that views and steps have taken so far
    public record Mark(
            long step,
            long images,
            double loss,
            double learningRate,
            double codesEntropy,
            double knn,
            double effectiveRank,
            double learningSeconds) {}

    /// A run.
    ///
    /// @param untrained kNN of the network that the seed draws, its statistics taken from the bank
    /// @param course marks, the last one at the end
    /// @param health verdicts in the order in which they came, each with the step after which it
    ///   was given first
    public record Result(double untrained, List<Mark> course, SequencedMap<State, Long> health) {

        public Result {
            course = List.copyOf(course);
            health = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(health));
        }

        /// How the run ended.
        public Mark last() {
            return course.getLast();
        }
    }

    /// What needs no network.
    ///
    /// @param thumbnails kNN of pictures of 8 x 8
    /// @param rawPixels kNN of the evaluation views' own pixels, averaged down to at most 32 x 32
    public record Baseline(double thumbnails, double rawPixels) {}

    /// @param stream pictures in the order in which they are learnt, again and again
    /// @param bank how many of its first ones are known to the judge, a multiple of 100
    /// @param queries a multiple of 100
    /// @throws IllegalArgumentException if there are too few pictures, or no multiples
    public QualityBenchmark(
            Recipe recipe,
            List<LabelledPicture> stream,
            int bank,
            List<LabelledPicture> queries,
            Compute compute) {
        if (stream.size() < Math.max(bank, recipe.batch())) {
            throw new IllegalArgumentException(
                    "a stream of %d pictures is too short for a bank of %d and batches of %d"
                            .formatted(stream.size(), bank, recipe.batch()));
        }
        this.recipe = recipe;
        this.stream = List.copyOf(stream);
        this.compute = compute;
        List<LabelledPicture> examined = new ArrayList<>(stream.subList(0, bank));
        examined.addAll(queries);
        this.examination = Examination.of(recipe.evaluation(), examined, bank);
    }

    /// How far pictures get without a network.
    public Baseline baseline() {
        return new Baseline(
                examination.markThumbnails(THUMBNAIL_SIDE),
                examination.markThumbnails(rawSide(recipe.evaluation().size())));
    }

    /// The largest divisor of a view's size that is small enough.
    private static int rawSide(int size) {
        int side = Math.min(size, RAW_SIDE_MAX);
        while (size % side != 0) {
            side--;
        }
        return side;
    }

    /// Makes a run.
    ///
    /// @param images to learn; the last batch is whole
    /// @param every images between marks
    /// @param marked told each mark when it is made
    public Result run(long images, long every, Consumer<Mark> marked) {
        PictureStream pictures = new PictureStream(recipe, stream);
        List<Mark> course = new ArrayList<>();
        List<StepOutcome> since = new ArrayList<>();
        HealthCourse health = new HealthCourse(recipe);
        try (Learner learner = Learner.fresh(recipe, compute)) {
            double untrained = examine(learner, true).knn();
            long due = Math.min(every, images);
            long learningNanos = 0;
            while (course.isEmpty() || course.getLast().images() < images) {
                long begun = System.nanoTime();
                since.add(learner.step(pictures.batch()));
                learningNanos += System.nanoTime() - begun;
                var _ = health.after(since.getLast());
                if (pictures.given() >= due) {
                    due = Math.min(due + every, images);
                    Examination.Mark mark = examine(learner, false);
                    course.add(
                            new Mark(
                                    learner.steps(),
                                    pictures.given(),
                                    mean(since, StepOutcome::loss),
                                    since.getLast().learningRate(),
                                    mean(since, QualityBenchmark::codesEntropy),
                                    mark.knn(),
                                    mark.rank(),
                                    learningNanos / 1e9));
                    since.clear();
                    marked.accept(course.getLast());
                }
            }
            return new Result(untrained, course, health.first());
        }
    }

    private static double codesEntropy(StepOutcome step) {
        return step.signals().getOrDefault("codes.entropy", Double.NaN);
    }

    private static double mean(List<StepOutcome> steps, ToDoubleFunction<StepOutcome> value) {
        return steps.stream()
                .filter(StepOutcome::applied)
                .mapToDouble(value)
                .average()
                .orElse(Double.NaN);
    }

    private Examination.Mark examine(Learner learner, boolean untrained) {
        try (Embedder embedder = Embedder.of(recipe, learner.state(Optional.empty()), compute)) {
            if (untrained) {
                examination.calibrate(embedder);
            }
            return examination.mark(embedder);
        }
    }
}
