package lotic.learning.objective;

import lotic.learning.ops.TrainingOps;

/// Spreads a batch over the prototypes: the targets of SwAV (Caron et al. 2020, arXiv:2006.09882,
/// 3.1).
///
/// Works in logarithms: `exp(score / epsilon)` overflows float32 once the quotient passes 88.
///
/// @param iterations rounds of normalisation, at least 1; published values 3 (SwAV), 10 (SEER)
/// @param epsilon softness, in the unit of the scores; published value 0.05
/// @param powerLaw τ, 0 or more: prototype k, counted from 1, gets a share that is proportional to
///   k to the power of -τ. Published 0, the same for all; 0.25 for data with a long tail (VISSL
///   `shk_powerlaw`)
public record Sinkhorn(int iterations, double epsilon, double powerLaw) {

    private static final int EXAMPLES = 0;
    private static final int PROTOTYPES = 1;

    public Sinkhorn {
        if (iterations < 1) {
            throw new IllegalArgumentException(
                    "objective.sinkhorn-iterations is "
                            + iterations
                            + "; give 1 or more (SwAV: 3)");
        }
        if (!(epsilon > 0)) { // also refuses NaN
            throw new IllegalArgumentException(
                    "objective.epsilon is " + epsilon + "; give a number above 0 (SwAV: 0.05)");
        }
        if (!(powerLaw >= 0)) {
            throw new IllegalArgumentException(
                    "objective.power-law is " + powerLaw + "; give 0 or a number above it");
        }
    }

    /// Gives each example one unit to share out such that the prototypes get about their shares.
    /// Passes no gradient back.
    ///
    /// @param scores (n, k), cosine of example and prototype
    /// @return (n, k); rows sum to 1, columns to about n times the prototype's share
    public <T> T assign(TrainingOps<T> ops, T scores) {
        T logs = ops.div(ops.detach(scores), epsilon);
        for (int i = 0; i < iterations; i++) {
            // Prototypes first: the last word makes rows exact, and each row is a cross-entropy
            // target.
            logs = ops.logSoftmax(shared(ops, ops.logSoftmax(logs, EXAMPLES)), PROTOTYPES);
        }
        return ops.exp(logs);
    }

    /// Gives each prototype its share. The shares' sum is left out: rows are normalised next.
    private <T> T shared(TrainingOps<T> ops, T logs) {
        if (powerLaw == 0) {
            return logs;
        }
        return ops.add(logs, ops.mul(ops.logClamped(ops.columnNumbers(logs)), -powerLaw));
    }
}
