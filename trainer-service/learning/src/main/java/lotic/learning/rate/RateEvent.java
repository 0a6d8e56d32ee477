package lotic.learning.rate;

/// Something that the learning rate's rule saw.
///
/// @param kind what
/// @param rate the learning rate from now on; of [Kind#REWARMED] the one that the ramp leads to
public record RateEvent(Kind kind, double rate) {

    /// What the rule can see.
    public enum Kind {
        /// The loss had stopped falling: the rate is half of what it was.
        HALVED,
        /// The loss stays at that of guessing: the network gives everything the same answer. The
        /// rate is kept, for a smaller one cannot help.
        STUCK_AT_LOG_K,
        /// A loss or a gradient was not finite; the step was not applied.
        NON_FINITE,
        /// The loss jumped: what streams in has changed, and the rule begins anew.
        STREAM_SHIFT,
        /// The stream had changed and the rate was below its base: it ramps up again. Only a recipe
        /// with `auto_rewarm` does so.
        REWARMED,
        /// No gain, but the loss rises: a harder stream or too high a rate. An operator decides.
        LOSS_RISING,
        /// No gain, but the held-out loss rises too, so that a halving would only hide the drift.
        HELD_BY_DRIFT,
        /// No gain, and the rate is as low as the rule goes.
        AT_FLOOR,
        /// No gain, and the last halvings gave none either: the rate is kept.
        SATURATED,
        /// The held-out loss began to rise.
        DRIFT_ALARM,
        /// The held-out loss no longer rises.
        DRIFT_CLEARED,
        /// An operator's command took effect.
        COMMANDED
    }
}
