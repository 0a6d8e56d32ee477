package lotic.learning.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/// Judges features by what a linear probe learns from few labels: the same number of images of each
/// class, drawn several times.
///
/// A draw puts the images of each class into an order; a number of images means the first of them.
/// So the draws for 1 are among those for 5, and sizes compare on the same luck.
///
/// @param probe what is learnt from the images
/// @param draws how often, 1 or more
/// @param seed of the draws and of the probe
public record LowShot(LinearProbe probe, int draws, long seed) {

    /// Puts neighbouring seeds far apart (Steele and Vigna 2021, arXiv:2001.05304). Not the one by
    /// which the generator itself goes on, or draws of neighbouring seeds would overlap.
    private static final long MULTIPLIER = 0xD1342543DE82EF95L;

    public LowShot {
        if (draws < 1) {
            throw new IllegalArgumentException(draws + " draws judge nothing; give 1 or more");
        }
    }

    /// How well it does with some images of each class.
    ///
    /// @param imagesPerClass 1 or more, and no class may have fewer
    /// @param told how many draws are over
    /// @throws InterruptedException if the thread is interrupted, within an epoch's time
    public Outcome judge(
            LabelledFeatures known, LabelledFeatures test, int imagesPerClass, IntConsumer told)
            throws InterruptedException {
        List<Double> accuracies = new ArrayList<>();
        for (int draw = 0; draw < draws; draw++) {
            int[] rows = draw(known, imagesPerClass, draw);
            accuracies.add(probe.fit(known, rows, seed, _ -> {}).accuracy(test));
            told.accept(draw + 1);
        }
        return new Outcome(imagesPerClass, accuracies);
    }

    /// The classes with fewer images than asked for, and how many they have.
    public static Map<Integer, Integer> tooFew(LabelledFeatures known, int imagesPerClass) {
        Map<Integer, Integer> few = new HashMap<>();
        List<List<Integer>> rows = known.rowsByClass();
        for (int c = 0; c < rows.size(); c++) {
            if (rows.get(c).size() < imagesPerClass) {
                few.put(c, rows.get(c).size());
            }
        }
        return few;
    }

    /// The number of images of each class that are a share of all: at least 1.
    ///
    /// @param share of all images, such as 0.01
    public static int imagesPerClass(LabelledFeatures known, double share) {
        return Math.max(1, (int) Math.rint(share * known.images() / known.classes()));
    }

    /// The rows of a draw, class by class. Whoever learns otherwise from the same rows compares.
    ///
    /// @param imagesPerClass 1 or more, and no class may have fewer
    /// @param draw which, from 0
    public int[] draw(LabelledFeatures known, int imagesPerClass, int draw) {
        int[] rows = new int[known.classes() * imagesPerClass];
        int at = 0;
        SplittableRandom random = new SplittableRandom(seed * MULTIPLIER ^ draw);
        for (List<Integer> ofClass : known.rowsByClass()) {
            if (ofClass.size() < imagesPerClass) {
                throw new IllegalArgumentException(
                        "%d images of a class are not to be had of %d"
                                .formatted(imagesPerClass, ofClass.size()));
            }
            int[] order = ofClass.stream().mapToInt(row -> row).toArray();
            Shuffle.shuffle(order, random);
            System.arraycopy(order, 0, rows, at, imagesPerClass);
            at += imagesPerClass;
        }
        return rows;
    }

    /// What came of it.
    ///
    /// @param imagesPerClass labels of each class
    /// @param accuracies of the draws, each the share of the test images that got their own class
    public record Outcome(int imagesPerClass, List<Double> accuracies) {

        public Outcome {
            accuracies = List.copyOf(accuracies);
        }

        /// The mean over the draws.
        public double mean() {
            return accuracies.stream().mapToDouble(it -> it).sum() / accuracies.size();
        }

        /// The standard deviation of the draws, 0 of one.
        public double deviation() {
            double mean = mean();
            double squares = accuracies.stream().mapToDouble(it -> (it - mean) * (it - mean)).sum();
            return accuracies.size() < 2 ? 0 : Math.sqrt(squares / (accuracies.size() - 1));
        }
    }
}
