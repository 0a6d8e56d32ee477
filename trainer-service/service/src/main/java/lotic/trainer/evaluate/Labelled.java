package lotic.trainer.evaluate;

import lotic.learning.evaluation.Features;
import lotic.learning.evaluation.KnnProbe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The part of the held-out images that have labels, ready to be judged by its neighbours.
///
/// @param queries how many would be classified
/// @param knn share of them that is classified rightly; empty unless the bank has labels of two
///   classes or more and there is a query
record Labelled(int queries, Optional<Double> knn) {

    private static final int CLASSES_MIN = 2;

    static Labelled of(Embedded bank, Embedded queries) {
        Map<String, Integer> classes = new HashMap<>();
        Optional<Part> voters = Part.of(bank, classes);
        int classesInBank = classes.size();
        Optional<Part> asked = Part.of(queries, classes);
        if (voters.isEmpty() || asked.isEmpty() || classesInBank < CLASSES_MIN) {
            return new Labelled(0, Optional.empty());
        }
        double accuracy =
                KnnProbe.STANDARD.accuracy(
                        voters.get().features(),
                        voters.get().labels(),
                        asked.get().features(),
                        asked.get().labels());
        return new Labelled(asked.get().labels().length, Optional.of(accuracy));
    }

    /// Rows with their classes as numbers.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(Features features, int[] labels) {

        /// @param classes numbers by label; new labels get the next ones
        static Optional<Part> of(Embedded embedded, Map<String, Integer> classes) {
            List<Integer> rows = new ArrayList<>();
            List<Integer> labels = new ArrayList<>();
            for (int row = 0; row < embedded.images().size(); row++) {
                Optional<String> label = embedded.images().get(row).label();
                if (label.isPresent()) {
                    rows.add(row);
                    labels.add(classes.computeIfAbsent(label.get(), _ -> classes.size()));
                }
            }
            return embedded.features()
                    .filter(_ -> !rows.isEmpty())
                    .map(
                            all ->
                                    new Part(
                                            select(all, rows),
                                            labels.stream().mapToInt(label -> label).toArray()));
        }

        private static Features select(Features all, List<Integer> rows) {
            int dimension = all.dimension();
            float[] values = new float[rows.size() * dimension];
            for (int i = 0; i < rows.size(); i++) {
                System.arraycopy(
                        all.values(), rows.get(i) * dimension, values, i * dimension, dimension);
            }
            return new Features(rows.size(), dimension, values);
        }
    }
}
