package lotic.learning;

import lotic.learning.rate.RateEvent;

import java.util.List;
import java.util.Map;

/// What a step came to.
///
/// @param step its number, from 1
/// @param applied false if the loss or a gradient was not finite: then nothing but the counters
///   changed
/// @param loss the objective's, before the update
/// @param learningRate that the update used
/// @param signals named numbers for health, such as `codes.entropy`, `gradient.norm`,
///   `prototypes.perplexity`; in float16 also [#LOSS_SCALE]
/// @param events what the learning rate's rule saw
public record StepOutcome(
        long step,
        boolean applied,
        double loss,
        double learningRate,
        Map<String, Double> signals,
        List<RateEvent> events) {

    /// The signal that tells the loss scale of the step.
    public static final String LOSS_SCALE = "loss.scale";

    public StepOutcome {
        signals = Map.copyOf(signals);
        events = List.copyOf(events);
    }

    /// Whether the step was left out only because the loss scale was too large for its gradient,
    /// which the next steps mend: the rate's rule does not see it, and it is no fault. A gradient
    /// that is not finite without a scale is one.
    public boolean scaledTooFar() {
        return !applied && Double.isFinite(loss) && signals.getOrDefault(LOSS_SCALE, 1.0) > 1;
    }

    StepOutcome withEvents(List<RateEvent> seen) {
        return new StepOutcome(step, applied, loss, learningRate, signals, seen);
    }
}
