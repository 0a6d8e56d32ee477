package lotic.learning.evaluation;

import java.util.ArrayList;
import java.util.List;

/// Features of images whose classes are known. Each image may have been looked at several times:
/// one look is the centre, several are random crops. The maker owns the labels' array and leaves it
/// alone from now on.
///
/// @param looks 1 or more, equal in rows and dimension; row i of each is image i
/// @param labels the class of each image, from 0 on
/// @param classes how many there are, also those of which no image is in here
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LabelledFeatures(List<Features> looks, int[] labels, int classes) {

    public LabelledFeatures {
        looks = List.copyOf(looks);
        if (looks.isEmpty()) {
            throw new IllegalArgumentException("images that nobody looked at have no features");
        }
        Features first = looks.getFirst();
        for (Features look : looks) {
            if (look.rows() != labels.length || look.dimension() != first.dimension()) {
                throw new IllegalArgumentException(
                        "%d images with %d features each do not go with %d labels and %d features"
                                .formatted(
                                        look.rows(),
                                        look.dimension(),
                                        labels.length,
                                        first.dimension()));
            }
        }
        for (int label : labels) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException(
                        "label %d is none of %d classes".formatted(label, classes));
            }
        }
    }

    /// Images that were looked at once.
    public static LabelledFeatures of(Features features, int[] labels, int classes) {
        return new LabelledFeatures(List.of(features), labels, classes);
    }

    /// How many images.
    public int images() {
        return labels.length;
    }

    /// Numbers of each image's features.
    public int dimension() {
        return looks.getFirst().dimension();
    }

    /// The rows of each class, ascending.
    List<List<Integer>> rowsByClass() {
        List<List<Integer>> rows = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            rows.add(new ArrayList<>());
        }
        for (int row = 0; row < labels.length; row++) {
            rows.get(labels[row]).add(row);
        }
        return rows;
    }

    /// The share of images that are given their own class, 0 to 1.
    ///
    /// @param predictions a class for each image
    double accuracy(int[] predictions) {
        int right = 0;
        for (int row = 0; row < labels.length; row++) {
            right += predictions[row] == labels[row] ? 1 : 0;
        }
        return (double) right / labels.length;
    }
}
