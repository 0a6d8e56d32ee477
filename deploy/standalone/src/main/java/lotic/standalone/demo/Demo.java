package lotic.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.standalone.http.Service;
import lotic.standalone.http.ServiceException;
import lotic.standalone.push.Delivery;
import lotic.standalone.push.Gate;
import lotic.standalone.push.PatientDelivery;
import lotic.standalone.push.Tally;
import lotic.standalone.source.SampleSource;
import lotic.standalone.terminal.Terminal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Feeds a running river and watches it learn.
public final class Demo implements AutoCloseable {

    /// Enough for a dozen batches of the largest preset that a laptop runs, and little disk.
    private static final long LEAD_PICTURES_MAX = 2_048;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration SETTLE_MAX = Duration.ofSeconds(60);
    private static final Duration ADMISSION_MAX = Duration.ofSeconds(60);
    private static final Duration ADMISSION_EVERY = Duration.ofMillis(200);

    private final Terminal terminal;
    private final InstantSource clock;
    private final Instant start;
    private final Gate gate;
    private final Service trainer;
    private final Lead lead = new Lead(LEAD_PICTURES_MAX);

    public Demo(Terminal terminal, InstantSource clock, URI ingest, URI trainer) {
        this.terminal = terminal;
        this.clock = clock;
        this.start = clock.instant();
        this.gate = new Gate(ingest);
        this.trainer = new Service("trainer", trainer, "--trainer");
    }

    /// Pictures that the river has taken in so far, in all its life.
    ///
    /// @throws ServiceException if admission does not tell within a minute
    public long submitted() throws InterruptedException {
        return awaitIntake().path("submitted").asLong();
    }

    /// Admission's counts, once it has its partitions: that takes a moment after a start.
    private JsonNode awaitIntake() throws InterruptedException {
        Instant deadline = clock.instant().plus(ADMISSION_MAX);
        while (true) {
            try {
                return gate.intake();
            } catch (ServiceException e) {
                if (e.reason() != ServiceException.Reason.NOT_NOW
                        || clock.instant().isAfter(deadline)) {
                    throw e;
                }
                Thread.sleep(ADMISSION_EVERY);
            }
        }
    }

    /// Feeds and watches until the end is reached, the source is empty and all of it learnt, or
    /// somebody wants to stop; then waits, but for the last, until every picture is counted.
    ///
    /// @param stopped completes when somebody wants to stop
    /// @return the summary
    public ObjectNode run(SampleSource source, Ending ending, CompletableFuture<?> stopped)
            throws InterruptedException {
        var standing = new Standing(awaitIntake(), trainer.get("/v1/status"));
        long firstVersion = standing.newestVersion();
        var log = new DemoLog(terminal, standing.status().path("run").asText(), firstVersion);
        Delivery delivery = new PacedDelivery(lead, new PatientDelivery(gate, new SubmissionIds()));
        var tally = new Tally();
        lead.learn(standing.backlog());
        try (var producer = new Producer(source, delivery, tally)) {
            boolean over = false;
            while (!over) {
                Optional<Standing> seen = look();
                if (seen.isPresent()) {
                    standing = seen.get();
                    lead.learn(standing.backlog());
                    log.tell(standing, elapsed());
                }
                over =
                        ending.reached(standing.newestVersion() - firstVersion, elapsed())
                                || (producer.finished() && standing.drained())
                                || isComplete(stopped);
            }
        }
        terminal.still();
        if (!stopped.isDone()) {
            standing = settle(standing, stopped);
        }
        return new Summary(
                        standing,
                        tally.counts().rejectedInAll(),
                        standing.newestVersion() - firstVersion,
                        elapsed())
                .json();
    }

    private Standing standing() throws InterruptedException {
        return new Standing(gate.intake(), trainer.get("/v1/status"));
    }

    /// How things are now; empty while the broker is away, which the services outlive. Old counts
    /// would let the producer go further ahead each time.
    private Optional<Standing> look() throws InterruptedException {
        try {
            return Optional.of(standing());
        } catch (ServiceException e) {
            if (e.reason() != ServiceException.Reason.NOT_NOW) {
                throw e;
            }
            terminal.live("waiting: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Standing settle(Standing last, CompletableFuture<?> stopped)
            throws InterruptedException {
        Instant deadline = clock.instant().plus(SETTLE_MAX);
        Standing standing = look().orElse(last);
        while (!standing.settled() && clock.instant().isBefore(deadline) && !isComplete(stopped)) {
            standing = look().orElse(standing);
        }
        return standing;
    }

    /// Waits a moment for the future.
    private static boolean isComplete(CompletableFuture<?> stopped) throws InterruptedException {
        try {
            stopped.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError("a wish to stop does not fail", e);
        }
    }

    private Duration elapsed() {
        return Duration.between(start, clock.instant());
    }

    @Override
    public void close() {
        gate.close();
        trainer.close();
    }
}
