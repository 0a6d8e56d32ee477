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
///   `prototypes.perplexity`
/// @param events what the learning rate's rule saw
public record StepOutcome(
        long step,
        boolean applied,
        double loss,
        double learningRate,
        Map<String, Double> signals,
        List<RateEvent> events) {

    public StepOutcome {
        signals = Map.copyOf(signals);
        events = List.copyOf(events);
    }
}
