package lotic.learning.rate;

import java.util.List;

/// What became of a learning rate, and what its rule saw on the way.
///
/// @param next the learning rate from now on
/// @param events in the order in which they were seen; mostly none
public record Judged(LearningRate next, List<RateEvent> events) {

    public Judged {
        events = List.copyOf(events);
    }

    static Judged silent(LearningRate next) {
        return new Judged(next, List.of());
    }

    static Judged with(LearningRate next, RateEvent.Kind kind) {
        return new Judged(next, List.of(new RateEvent(kind, next.rate())));
    }
}
