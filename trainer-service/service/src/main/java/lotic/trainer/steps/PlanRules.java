package lotic.trainer.steps;

import java.time.Duration;

/// What an operator decides about planning.
///
/// @param linger how long a batch waits for fresh records before it is filled up
/// @param onLoss what to do about records that are gone before they were learnt
public record PlanRules(Duration linger, OnLoss onLoss) {

    /// What to do about records that are gone.
    public enum OnLoss {
        /// Count them, say so, go on.
        COUNT,
        /// Stop the run.
        STOP
    }
}
