package lotic.standalone.evaluate;

import lotic.learning.evaluation.Features;
import lotic.learning.evaluation.LabelledFeatures;
import lotic.learning.evaluation.LowShot;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Pictures with their features and classes, row by row.
///
/// @param pictures that were looked at
/// @param features of their centres
/// @param labels their classes, as places in the list of classes
/// @param classes all of them, in the order of their texts
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FeatureSet(
        PictureSet pictures, Features features, int[] labels, List<String> classes) {

    public FeatureSet {
        classes = List.copyOf(classes);
    }

    static FeatureSet of(Embedding.Centres centres, List<String> classes) {
        Map<String, Integer> places = new HashMap<>();
        classes.forEach(label -> places.put(label, places.size()));
        int[] labels =
                centres.pictures().pictures().stream()
                        .mapToInt(picture -> places.getOrDefault(picture.label(), -1))
                        .toArray();
        return new FeatureSet(centres.pictures(), centres.features(), labels, classes);
    }

    /// Why so many pictures of each class cannot be drawn; empty if they can.
    Optional<String> lack(int imagesPerClass) {
        Map<Integer, Integer> few = LowShot.tooFew(labelled(), imagesPerClass);
        return few.keySet().stream()
                .min(Comparator.naturalOrder())
                .map(
                        first ->
                                "%d of %d classes have fewer, such as %s with %d"
                                        .formatted(
                                                few.size(),
                                                classes.size(),
                                                classes.get(first),
                                                few.get(first)));
    }

    LabelledFeatures labelled() {
        return LabelledFeatures.of(features, labels, classes.size());
    }
}
