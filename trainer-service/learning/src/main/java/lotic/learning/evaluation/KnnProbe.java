package lotic.learning.evaluation;

/// Judges features by their nearest neighbours: a query is given the class for which the most
/// similar images of a labelled bank vote. Nothing is trained, so the answer is the features' own.
///
/// Of equally similar bank images the earlier one is nearer. Sums are made in one order whatever
/// the machine, so equal features give equal answers.
///
/// @param neighbours k, how many vote; 1 or more, all of a smaller bank
/// @param similarity what makes an image near
/// @param vote how they decide
public record KnnProbe(int neighbours, Similarity similarity, Vote vote) {

    /// The setting by which versions are judged, solo-learn's: 20 neighbours by cosine, weighted at
    /// temperature 0.07.
    public static final KnnProbe STANDARD = new KnnProbe(20, new Vote.Weighted(0.07));

    /// 20 neighbours by cosine, one vote each.
    public static final KnnProbe MAJORITY = new KnnProbe(20, new Vote.Majority());

    /// VISSL's defaults: 200 neighbours by inner product, weighted at temperature 0.1.
    public static final KnnProbe VISSL =
            new KnnProbe(200, Similarity.INNER_PRODUCT, new Vote.Weighted(0.1));

    public KnnProbe {
        if (neighbours < 1) {
            throw new IllegalArgumentException(
                    neighbours + " neighbours cannot vote; give 1 or more");
        }
    }

    /// A probe by cosine.
    public KnnProbe(int neighbours, Vote vote) {
        this(neighbours, Similarity.COSINE, vote);
    }

    /// The class of each query.
    ///
    /// @param bank images whose classes are known
    /// @param labels their classes, from 0 on
    /// @param queries of the bank's dimension
    public int[] predict(Features bank, int[] labels, Features queries) {
        mustMatch(bank, labels);
        int classes = 0;
        for (int label : labels) {
            classes = Math.max(classes, label + 1);
        }
        Neighbours nearest =
                Neighbours.find(bank, queries, similarity, Math.min(neighbours, bank.rows()));
        int[] predictions = new int[queries.rows()];
        for (int query = 0; query < predictions.length; query++) {
            predictions[query] = elect(nearest, query, labels, classes);
        }
        return predictions;
    }

    /// The share of queries that get their own class, 0 to 1.
    ///
    /// @param queryLabels the classes of the queries
    public double accuracy(Features bank, int[] labels, Features queries, int[] queryLabels) {
        mustMatch(queries, queryLabels);
        int[] predictions = predict(bank, labels, queries);
        int right = 0;
        for (int query = 0; query < predictions.length; query++) {
            right += predictions[query] == queryLabels[query] ? 1 : 0;
        }
        return (double) right / predictions.length;
    }

    private int elect(Neighbours nearest, int query, int[] labels, int classes) {
        double[] votes = new double[classes];
        double[] sums = new double[classes];
        double largest = nearest.similarity(query, 0);
        for (int rank = 0; rank < nearest.count(); rank++) {
            int label = labels[nearest.index(query, rank)];
            double similarity = nearest.similarity(query, rank);
            sums[label] += similarity;
            votes[label] +=
                    switch (vote) {
                        // All in units of the nearest one's vote: inner products are large, and
                        // their exponentials would overflow. StrictMath: the same bits everywhere.
                        case Vote.Weighted(double temperature) ->
                                StrictMath.exp((similarity - largest) / temperature);
                        case Vote.Majority() -> 1;
                    };
        }
        int best = 0;
        for (int label = 1; label < classes; label++) {
            boolean more = votes[label] > votes[best];
            boolean closer = votes[label] == votes[best] && sums[label] > sums[best];
            if (more || closer) {
                best = label;
            }
        }
        return best;
    }

    private static void mustMatch(Features features, int[] labels) {
        if (features.rows() != labels.length) {
            throw new IllegalArgumentException(
                    features.rows() + " images have " + labels.length + " labels");
        }
    }
}
