package lotic.benchmarks.rate;

/// The mean of a loss that answers the learning rate, block by block: `3 + a * r + e`, where r is
/// the rate as a share of the base rate.
///
/// What the rate adds is there at once and in proportion to it, and what is left to learn, e, falls
/// by the share `r / 250` a block. Both are what gradient descent does on a noisy quadratic: the
/// steady loss grows with the rate, and so does the pace (Zhang et al. 2019, arXiv:1907.04164, 3),
/// to first order in the rate. A real network has many such directions; this has one that is noisy
/// and fast and one that is slow.
final class AnsweringLoss {

    private static final double UNLEARNABLE = 3;
    private static final double LEFT_AT_FIRST = 2;
    private static final double PACE_PER_BLOCK = 1 / 250.0;

    private final double ofTheRate;
    private double left = LEFT_AT_FIRST;

    /// @param ofTheRate a, what the base rate adds to the loss
    AnsweringLoss(double ofTheRate) {
        this.ofTheRate = ofTheRate;
    }

    /// The mean loss under a rate.
    ///
    /// @param share the rate as a share of the base rate
    double mean(double share) {
        return UNLEARNABLE + ofTheRate * share + left;
    }

    /// Learns for a block under a rate.
    void learn(double share) {
        left -= left * share * PACE_PER_BLOCK;
    }

    /// The stream becomes another one: so much more is left to learn.
    void jump(double loss) {
        left += loss;
    }

    /// What is left to learn.
    double left() {
        return left;
    }
}
