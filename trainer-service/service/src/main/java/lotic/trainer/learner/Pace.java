package lotic.trainer.learner;

import lotic.trainer.run.RunProgress.Bound;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/// How fast the learner is and what keeps it from being faster, over the last seconds. The
/// learner's thread writes, any may read.
public final class Pace {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final InstantSource steady;
    private final Deque<Span> spans = new ArrayDeque<>();
    private final Map<Bound, Duration> totals = new EnumMap<>(Bound.class);
    private Instant since;

    private record Span(Instant to, Bound cause, Duration length, int images) {}

    /// @param steady never goes back
    public Pace(InstantSource steady) {
        this.steady = steady;
        this.since = steady.instant();
    }

    /// The time since the last call went into one thing.
    ///
    /// @param images learnt meanwhile
    synchronized void spent(Bound cause, int images) {
        Instant now = steady.instant();
        Span last = spans.peekLast();
        Duration length = Duration.between(since, now);
        if (last != null && last.cause() == cause && images == 0 && last.images() == 0) {
            spans.removeLast();
            length = length.plus(last.length());
        }
        spans.addLast(new Span(now, cause, length, images));
        totals.merge(cause, Duration.between(since, now), Duration::plus);
        since = now;
        while (spans.getFirst().to().isBefore(now.minus(WINDOW))) {
            spans.removeFirst();
        }
    }

    /// The learner looks up. If it had nothing to do at the last call, the time since then went
    /// into the same wait.
    synchronized void lookedUp() {
        Span last = spans.peekLast();
        if (last != null && last.cause() != Bound.STEP) {
            spent(last.cause(), 0);
        }
    }

    /// What all the time since the learner was made went into.
    public synchronized Map<Bound, Duration> totals() {
        return Map.copyOf(totals);
    }

    /// What took most of the time lately.
    public synchronized Bound bound() {
        Map<Bound, Duration> lately = new EnumMap<>(Bound.class);
        spans.forEach(span -> lately.merge(span.cause(), span.length(), Duration::plus));
        return lately.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(Bound.STARVED);
    }

    /// Images learnt per second lately.
    public synchronized double imagesPerSecond() {
        Instant now = steady.instant();
        Instant from = now.minus(WINDOW);
        long images = 0;
        Instant oldest = now;
        for (Span span : spans) {
            if (!span.to().isBefore(from)) {
                images += span.images();
                Instant begin = span.to().minus(span.length());
                oldest = begin.isBefore(oldest) ? begin : oldest;
            }
        }
        Instant begin = oldest.isBefore(from) ? from : oldest;
        double seconds = Duration.between(begin, now).toNanos() / 1e9;
        return seconds > 0 ? images / seconds : 0;
    }
}
