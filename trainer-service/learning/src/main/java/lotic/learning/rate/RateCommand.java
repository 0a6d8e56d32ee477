package lotic.learning.rate;

/// An operator's word to the learning rate, taking effect between two steps.
public sealed interface RateCommand {

    /// Halve it now.
    record Halve() implements RateCommand {}

    /// Ramp up again to a rate over the recipe's warm-up.
    ///
    /// @param rate to reach, above 0
    record ReWarm(double rate) implements RateCommand {

        public ReWarm {
            if (!(rate > 0) || Double.isInfinite(rate)) {
                throw new IllegalArgumentException(
                        "re-warm to a rate of " + rate + ": give a number above 0");
            }
        }
    }
}
