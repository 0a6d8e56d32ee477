package lotic.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;

import lotic.standalone.http.ServiceException;
import lotic.standalone.push.Gate;
import lotic.standalone.push.Tally;
import lotic.standalone.terminal.Figures;
import lotic.standalone.terminal.Terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The living line of a push: how far, how fast, how long yet, and what admission makes of it.
final class PushProgress {

    private static final long PERIOD_MILLIS = 500;
    private static final int BAR_WIDTH = 20;

    private final Terminal terminal;
    private final InstantSource clock;
    private final long total;
    private final Tally tally;
    private final Gate gate;
    private final Instant start;
    private Optional<JsonNode> before;
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("push-progress").factory());

    /// @throws ServiceException if the ingest service cannot be reached: better now than at the end
    PushProgress(Terminal terminal, InstantSource clock, long total, Tally tally, Gate gate)
            throws InterruptedException {
        this.terminal = terminal;
        this.clock = clock;
        this.total = total;
        this.tally = tally;
        this.gate = gate;
        this.start = clock.instant();
        this.before = intake();
        var _ =
                ticker.scheduleWithFixedDelay(
                        this::draw, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    Duration elapsed() {
        return Duration.between(start, clock.instant());
    }

    /// No more lines.
    void stop() throws InterruptedException {
        ticker.shutdownNow();
        var _ = ticker.awaitTermination(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        terminal.still();
    }

    private void draw() {
        Tally.Counts counts = tally.counts();
        double seconds = Math.max(0.001, elapsed().toMillis() / 1000.0);
        double share = (double) counts.done() / total;
        terminal.live(
                String.format(
                        Locale.ROOT,
                        "%s / %s  %s  %.0f images/s  %s/s  %s%s",
                        Figures.count(counts.done()),
                        Figures.count(total),
                        Figures.bar(share, BAR_WIDTH),
                        counts.done() / seconds,
                        Figures.bytes((long) (counts.bytes() / seconds)),
                        left(share, seconds),
                        admitted()));
    }

    private static String left(double share, double seconds) {
        return share == 0
                ? ""
                : Figures.clock(Duration.ofSeconds((long) (seconds / share - seconds)))
                        + " left   ";
    }

    /// Admission counts for everybody: while this push is alone, these are its numbers.
    private String admitted() {
        try {
            Optional<JsonNode> now = intake();
            if (now.isEmpty()) {
                return "waiting for the broker";
            }
            before = before.or(() -> now);
            return "admitted %s · duplicate %s · rejected %s"
                    .formatted(
                            since(now.get(), "admitted"),
                            since(now.get(), "duplicates"),
                            since(now.get(), "rejected"));
        } catch (ServiceException _) {
            return "waiting for the ingest service";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /// Admission's counts; empty while it has no broker.
    private Optional<JsonNode> intake() throws InterruptedException {
        try {
            return Optional.of(gate.intake());
        } catch (ServiceException e) {
            if (e.reason() == ServiceException.Reason.NOT_NOW) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private String since(JsonNode now, String key) {
        long then = before.orElse(now).path(key).asLong();
        return Figures.count(now.path(key).asLong() - then);
    }
}
