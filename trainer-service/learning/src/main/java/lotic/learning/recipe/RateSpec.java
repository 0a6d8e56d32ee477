package lotic.learning.recipe;

/// How the learning rate goes.
public sealed interface RateSpec {

    /// Linear warm-up, then the same rate for ever.
    ///
    /// @param start rate of step 0
    /// @param base rate after the warm-up
    /// @param warmUpSteps W; the ramp ends before step W
    record Constant(double start, double base, long warmUpSteps) implements RateSpec {}

    /// Linear warm-up, then fixed until the loss stops falling, then halved.
    ///
    /// @param start rate of step 0
    /// @param base rate after the warm-up
    /// @param warmUpSteps W; the ramp ends before step W
    /// @param rule the detector's numbers
    record Plateau(double start, double base, long warmUpSteps, PlateauRule rule)
            implements RateSpec {}

    /// Linear warm-up, then half a cosine.
    ///
    /// @param start rate of step 0
    /// @param base rate after the warm-up
    /// @param end rate of the last step
    /// @param warmUpSteps W; the ramp ends before step W
    /// @param steps N, all steps
    record Cosine(double start, double base, double end, long warmUpSteps, long steps)
            implements RateSpec {}
}
