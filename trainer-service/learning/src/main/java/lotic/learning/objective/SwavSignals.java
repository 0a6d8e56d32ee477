package lotic.learning.objective;

import lotic.learning.ops.TrainingOps;

/// The numbers by which the health of SwAV is judged. They cost a pass or two over the scores, next
/// to nothing beside a trunk.
///
/// | signal | of | when all is well | in a collapse |
/// |---|---|---|---|
/// | `codes.entropy` | one code, on average | well below ln K | ln K |
/// | `prototypes.perplexity` | the mean code: how many prototypes codes use | min(K, rows) | K |
/// | `predictions.perplexity` | the mean prediction: how many prototypes predictions use | above a third of min(K, rows) | K, or 1 |
/// | `prototypes.unused` | share of prototypes that are no code's largest | small while there are more images than prototypes | |
/// | `prototypes.reseeded` | prototypes that began anew after the step, if the recipe lets them | mostly 0 | |
/// | `prototypes.similarity` | mean cosine of two prototypes | near 0 | 1 if it is they that fell together |
/// | `projections.deviation` | mean deviation of a dimension, in units of 1/√D | near 1 | 0 |
final class SwavSignals {

    private static final int ROWS = 0;
    private static final int COLUMNS = 1;

    private SwavSignals() {}

    /// Signals of codes.
    ///
    /// @param codes (n, K), those of all assigned crops
    static <T> void ofCodes(TrainingOps<T> ops, T codes) {
        ops.signal("codes.entropy", ops.mean(entropy(ops, codes)));
        ops.signal("prototypes.perplexity", perplexity(ops, codes));
        T used = ops.mean(used(ops, codes));
        ops.signal("prototypes.unused", ops.add(ops.mul(used, -1), 1));
    }

    /// 1 for each prototype that is the largest of a code, else 0; (1, K).
    ///
    /// @param codes (n, K)
    static <T> T used(TrainingOps<T> ops, T codes) {
        return ops.sign(ops.sum(ops.oneHotOfLargest(codes), ROWS));
    }

    /// Signals of predictions.
    ///
    /// @param logPredictions (n, K)
    static <T> void ofPredictions(TrainingOps<T> ops, T logPredictions) {
        T predictions = ops.exp(ops.detach(logPredictions));
        ops.signal("predictions.perplexity", perplexity(ops, predictions));
    }

    /// Signals of the space in which prototypes lie.
    ///
    /// @param projections (n, D), rows of length one
    /// @param prototypes (K, D), rows of length one
    /// @param dimension D
    /// @param count K, 2 or more
    static <T> void ofSpace(
            TrainingOps<T> ops, T projections, T prototypes, int dimension, int count) {
        T points = ops.detach(projections);
        T apart = ops.sub(points, ops.mean(points, ROWS));
        T deviation = ops.mean(ops.sqrt(ops.mean(ops.mul(apart, apart), ROWS)));
        ops.signal("projections.deviation", ops.mul(deviation, Math.sqrt((double) dimension)));
        // The squared length of the mean is the mean over all pairs, of which K are a prototype
        // with itself.
        T length = ops.norm(ops.mean(ops.detach(prototypes), ROWS));
        double pairs = count / (count - 1.0);
        T similarity = ops.add(ops.mul(ops.mul(length, length), pairs), -pairs / count);
        ops.signal("prototypes.similarity", similarity);
    }

    private static <T> T perplexity(TrainingOps<T> ops, T distributions) {
        return ops.exp(ops.mean(entropy(ops, ops.mean(distributions, ROWS))));
    }

    /// Of each row, (n, 1).
    private static <T> T entropy(TrainingOps<T> ops, T distributions) {
        T terms = ops.mul(distributions, ops.logClamped(distributions));
        return ops.mul(ops.sum(terms, COLUMNS), -1);
    }
}
