package lotic.learning.rate;

/// Something that the learning rate's rule saw.
///
/// @param kind what
/// @param rate the learning rate from now on
public record RateEvent(Kind kind, double rate) {

    /// What the rule can see.
    public enum Kind {
        HALVED,
        STUCK_AT_LOG_K,
        NON_FINITE,
        STREAM_SHIFT,
        LOSS_RISING,
        HELD_BY_DRIFT,
        AT_FLOOR,
        SATURATED,
        DRIFT_ALARM,
        DRIFT_CLEARED,
        COMMANDED
    }
}
