package lotic.trainer.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The river of the last minutes, a sample about every second, and every five seconds while nobody
/// looks on. It begins with this start of the trainer. Safe for use by many threads.
public final class River {

    /// Ten minutes of somebody looking on.
    static final int SAMPLES_MAX = 600;

    /// Over how long a rate is the mean: admission commits a few times a second, so shorter ones
    /// only flicker.
    private static final Duration RATE_WINDOW = Duration.ofSeconds(10);

    private final Deque<RiverSample> samples = new ArrayDeque<>();

    /// Notes where the river stands.
    public synchronized void add(RiverSample sample) {
        // A clock that was set back would make rates of nothing.
        samples.removeIf(old -> !old.at().isBefore(sample.at()));
        samples.addLast(sample);
        if (samples.size() > SAMPLES_MAX) {
            samples.removeFirst();
        }
    }

    /// All samples, oldest first.
    public synchronized List<RiverSample> samples() {
        return List.copyOf(samples);
    }

    /// The samples after a moment, oldest first.
    public synchronized List<RiverSample> since(Instant moment) {
        return samples.stream().filter(sample -> sample.at().isAfter(moment)).toList();
    }

    /// The rates of the last seconds.
    public synchronized RiverRates rates() {
        return new RiverRates(
                rate(RiverSample::submitted),
                rate(RiverSample::admitted),
                rate(sample -> Optional.of(sample.learnt())));
    }

    private Optional<Double> rate(Function<RiverSample, Optional<Long>> count) {
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        RiverSample last = samples.getLast();
        Instant from = last.at().minus(RATE_WINDOW);
        Optional<RiverSample> first =
                samples.stream()
                        .filter(sample -> !sample.at().isBefore(from))
                        .filter(sample -> count.apply(sample).isPresent())
                        .findFirst();
        if (first.isEmpty() || count.apply(last).isEmpty() || first.get().equals(last)) {
            return Optional.empty();
        }
        double seconds = Duration.between(first.get().at(), last.at()).toMillis() / 1000.0;
        long records = count.apply(last).orElseThrow() - count.apply(first.get()).orElseThrow();
        return Optional.of(Math.max(0, records) / seconds);
    }
}
