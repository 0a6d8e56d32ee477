package lotic.learning;

import lotic.learning.rate.RateEvent;

import java.util.List;

/// The loss on held-out crops, and what the learning rate's rule made of it.
public record Probe(double loss, List<RateEvent> events) {

    public Probe {
        events = List.copyOf(events);
    }
}
