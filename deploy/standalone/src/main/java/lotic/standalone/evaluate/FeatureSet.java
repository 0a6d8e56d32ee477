package lotic.standalone.evaluate;

import lotic.learning.evaluation.Features;
import lotic.learning.evaluation.LabelledFeatures;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    LabelledFeatures labelled() {
        return LabelledFeatures.of(features, labels, classes.size());
    }
}
