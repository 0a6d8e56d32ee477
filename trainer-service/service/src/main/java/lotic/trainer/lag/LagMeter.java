package lotic.trainer.lag;

import lotic.trainer.run.RunProgress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Watches a run's progress over the last minute, so that its lag can be told with a pace. Safe for
/// use by many threads.
public final class LagMeter {

    /// The pace is the mean over so long.
    static final Duration WINDOW = Duration.ofMinutes(1);

    /// Observations closer than this to the one before are left out, which bounds their number.
    static final Duration SPACING = Duration.ofSeconds(1);

    private final Deque<Observation> window = new ArrayDeque<>();
    private Optional<Arrival> arrival = Optional.empty();

    /// When the newest record came, and how many there were by then.
    private record Arrival(Instant at, long epoch, long admitted) {}

    private record Observation(Instant at, long epoch, long admitted, long passed) {

        boolean isNewsTo(Arrival before) {
            return admitted > before.admitted() || epoch != before.epoch();
        }
    }

    /// Notes where a run is. Called about once a second.
    public synchronized void observe(RunProgress progress, Instant now) {
        RunProgress.Counts counts = progress.counts();
        long passed = counts.trained() + counts.heldOut() + counts.skipped();
        long waiting =
                progress.backlogs().values().stream()
                        .mapToLong(RunProgress.Backlog::unlearnt)
                        .sum();
        Observation newest = new Observation(now, progress.epoch(), passed + waiting, passed);
        if (arrival.isEmpty() || newest.isNewsTo(arrival.get())) {
            arrival = Optional.of(new Arrival(now, newest.epoch(), newest.admitted()));
        }
        // After a restart, or when the clock was set back, the past says nothing about the pace.
        window.removeIf(old -> old.epoch() != newest.epoch() || old.at().isAfter(now));
        window.removeIf(old -> Duration.between(old.at(), now).compareTo(WINDOW) > 0);
        boolean isDue =
                window.isEmpty()
                        || Duration.between(window.getLast().at(), now).compareTo(SPACING) >= 0;
        if (isDue) {
            window.addLast(newest);
        }
    }

    /// The lag at a moment, with the pace of what was observed so far.
    public synchronized Lag lag(RunProgress progress, Instant now) {
        Duration quiet =
                arrival.map(last -> Duration.between(last.at(), now))
                        .filter(Duration::isPositive)
                        .orElse(Duration.ZERO);
        return Lag.of(progress, pace(), quiet, now);
    }

    private Optional<Pace> pace() {
        if (window.size() < 2) {
            return Optional.empty();
        }
        Observation first = window.getFirst();
        Observation last = window.getLast();
        double seconds = Duration.between(first.at(), last.at()).toMillis() / 1000.0;
        return seconds > 0
                ? Optional.of(
                        new Pace(
                                (last.admitted() - first.admitted()) / seconds,
                                (last.passed() - first.passed()) / seconds))
                : Optional.empty();
    }
}
