package lotic.trainer.status;

import lotic.trainer.lag.LagMeter;
import lotic.trainer.publish.PublishingStatus;
import lotic.trainer.run.RunProgress;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// Gathers what is known of a run at one moment, the other services' part included. Safe for use by
/// many threads.
public final class StatusReader {

    private final Supplier<RunProgress> progress;
    private final LagMeter lag;
    private final Supplier<PublishingStatus> publishing;
    private final Supplier<Optional<String>> brokerAway;
    private final Supplier<Part<Intake>> intake;
    private final Supplier<Part<Optional<NewestVersion>>> newest;
    private final Executor threads;
    private final InstantSource clock;

    /// @param brokerAway asks the broker, within seconds: why it says nothing
    /// @param intake asks the ingest service, within seconds
    /// @param newest asks the registry, within seconds; no version yet is an empty answer
    /// @param threads on which the services are asked side by side
    public StatusReader(
            Supplier<RunProgress> progress,
            LagMeter lag,
            Supplier<PublishingStatus> publishing,
            Supplier<Optional<String>> brokerAway,
            Supplier<Part<Intake>> intake,
            Supplier<Part<Optional<NewestVersion>>> newest,
            Executor threads,
            InstantSource clock) {
        this.progress = progress;
        this.lag = lag;
        this.publishing = publishing;
        this.brokerAway = brokerAway;
        this.intake = intake;
        this.newest = newest;
        this.threads = threads;
        this.clock = clock;
    }

    /// Everything, as of now. Takes as long as the slowest of the services.
    public TrainerStatus read() {
        CompletableFuture<Optional<String>> broker =
                CompletableFuture.supplyAsync(brokerAway, threads);
        CompletableFuture<Part<Intake>> asked = CompletableFuture.supplyAsync(intake, threads);
        Part<Optional<NewestVersion>> version = newest.get();
        Part<Intake> counts = asked.join();
        // Admission's counts first, the run's after them: what is trained was admitted before.
        RunProgress now = progress.get();
        Instant at = clock.instant();
        return StatusText.of(
                new RunFacts(
                        at,
                        now,
                        lag.lag(now, at),
                        publishing.get(),
                        broker.join(),
                        counts,
                        version));
    }
}
