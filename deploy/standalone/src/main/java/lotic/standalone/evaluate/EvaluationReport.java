package lotic.standalone.evaluate;

import lotic.learning.evaluation.FineTuning;
import lotic.learning.evaluation.KnnProbe;
import lotic.learning.evaluation.LinearProbe;
import lotic.learning.evaluation.LowShot;

import java.util.List;
import java.util.Optional;

/// How good a version's features are, with everything that decided it. It names no time and no
/// machine: the same version, data and settings give the same report.
///
/// @param version what was judged
/// @param settings what was done
/// @param dimension F, width of the features
/// @param train pictures whose labels were shown
/// @param test pictures whose labels were asked for
/// @param split true if both are of one set, by the pictures' digests
/// @param shared test pictures that are among the training pictures, too
/// @param classes that training pictures have
/// @param knn by nearest neighbours
/// @param linear by linear classifiers
/// @param lowShot by linear classifiers with few labels
/// @param fineTuned share of the test pictures that got their own class after the whole network had
///   learnt on, 0 to 1
/// @param lowShotTuned by the whole network, learnt on with few labels
public record EvaluationReport(
        JudgedVersion version,
        EvaluationSettings settings,
        int dimension,
        Part train,
        Part test,
        boolean split,
        long shared,
        int classes,
        List<Knn> knn,
        List<Linear> linear,
        List<FewLabels> lowShot,
        Optional<Double> fineTuned,
        List<FewLabelsTuned> lowShotTuned) {

    public EvaluationReport {
        knn = List.copyOf(knn);
        linear = List.copyOf(linear);
        lowShot = List.copyOf(lowShot);
        lowShotTuned = List.copyOf(lowShotTuned);
    }

    /// A set of pictures.
    ///
    /// @param pictures that were used
    /// @param unlabelled that have no label and were left out
    /// @param damaged that could not be decoded and were left out
    /// @param sha256 over a line `digest label` for each picture that was used
    public record Part(int pictures, long unlabelled, long damaged, String sha256) {

        static Part of(PictureSet set) {
            return new Part(set.pictures().size(), set.unlabelled(), set.damaged(), set.digest());
        }
    }

    /// Nearest neighbours.
    ///
    /// @param convention its name
    /// @param accuracy share of the test pictures that got their own class, 0 to 1
    public record Knn(String convention, KnnProbe probe, double accuracy) {}

    /// A linear classifier on frozen features.
    ///
    /// @param recipe its name
    /// @param accuracy share of the test pictures that got their own class, 0 to 1
    public record Linear(String recipe, LinearProbe probe, double accuracy) {}

    /// A linear classifier that learnt from few labels.
    ///
    /// @param size what was asked for, such as `1 %` or `5 per class`
    /// @param imagesPerClass what that is
    /// @param attempt what came of the draws
    public record FewLabels(
            String size, int imagesPerClass, LinearProbe probe, Attempt<LowShot.Outcome> attempt) {}

    /// The whole network, learnt on with few labels.
    ///
    /// @param size what was asked for, such as `1 %`
    /// @param imagesPerClass what that is
    /// @param recipe by which it learnt
    /// @param attempt what came of the draws
    public record FewLabelsTuned(
            String size, int imagesPerClass, FineTuning recipe, Attempt<LowShot.Outcome> attempt) {}
}
