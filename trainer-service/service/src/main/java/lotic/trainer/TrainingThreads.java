package lotic.trainer;

import lotic.schemas.RunEventKind;
import lotic.trainer.journal.Commit;
import lotic.trainer.journal.Journal;
import lotic.trainer.role.Role;
import lotic.trainer.role.RoleThread;
import lotic.trainer.run.RunProgress;
import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;
import lotic.trainer.stream.DecodeWorker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The threads of a run. If one fails, all end, and nothing more is saved: what is on disk and in
/// the journal is right, what is in memory may not be.
final class TrainingThreads {

    /// How long ending may take in all, a last step and its checkpoint included.
    static final Duration END_PATIENCE = Duration.ofSeconds(20);

    /// How long the threads may take to end by themselves. Past it, one waits for a broker that is
    /// away, and the wait is cut.
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(TrainingThreads.class);

    private final TrainingParts parts;
    private final InstantSource steady;
    private final Journal journal;
    private final List<RoleThread> threads = new ArrayList<>();
    private final CompletableFuture<TrainingException> failure = new CompletableFuture<>();

    private TrainingThreads(TrainingParts parts, TrainingPorts ports) {
        this.parts = parts;
        this.steady = ports.steady();
        this.journal = ports.journal();
    }

    static TrainingThreads start(TrainingParts parts, TrainingPorts ports) {
        TrainingThreads all = new TrainingThreads(parts, ports);
        List<RoleThread> workers = new ArrayList<>();
        for (DecodeWorker worker : parts.workers) {
            workers.add(all.thread("trainer-decode-" + workers.size(), worker));
        }
        all.thread("trainer-follower", parts.follower);
        parts.toDecode.wakes(workers);
        parts.toPlan.wakes(List.of(all.thread("trainer-planning", parts.planning)));
        parts.toLearn.wakes(List.of(all.thread("trainer-learner", parts.learner)));
        parts.toSave.wakes(List.of(all.thread("trainer-checkpoints", parts.checkpoints)));
        all.threads.forEach(RoleThread::start);
        return all;
    }

    private RoleThread thread(String name, Role role) {
        RoleThread thread = new RoleThread(name, role, this::failed);
        threads.add(thread);
        return thread;
    }

    private void failed(Throwable cause) {
        TrainingException reason = reason(cause);
        if (failure.complete(reason)) {
            log(reason);
            parts.events.note(parts.nextStep(), RunProgress.FAILED, reason.sentence());
            stop();
        }
    }

    private static TrainingException reason(Throwable cause) {
        return switch (cause) {
            case TrainingException known -> known;
            case UncheckedIOException disk ->
                    new TrainingException(
                            Reason.DISK,
                            "The data folder cannot be used ("
                                    + disk.getMessage()
                                    + "). Look at its free space and rights, and start again: the"
                                    + " run goes on where it was.",
                            disk);
            default ->
                    new TrainingException(
                            Reason.BUG,
                            "The run stopped at a fault of the program (" + cause + ").",
                            cause);
        };
    }

    /// Only a fault of the program needs its stack trace: every other reason is a sentence, and the
    /// events log it.
    private void log(TrainingException reason) {
        if (reason.reason() == Reason.BUG) {
            LOG.error("run={} failed", parts.events.run(), reason);
        }
    }

    /// Completes if the run cannot go on.
    CompletableFuture<TrainingException> failure() {
        return failure.copy();
    }

    private void stop() {
        threads.forEach(RoleThread::stop);
        parts.stopReading();
    }

    /// Ends the run: the present step is finished and saved, the journal is told.
    ///
    /// @return names of the threads that still run after [#END_PATIENCE]
    List<String> end() {
        Instant deadline = steady.instant().plus(END_PATIENCE);
        try {
            if (!failure.isDone()) {
                parts.planning.endPlanning();
                parts.learner.endSteps();
                parts.toLearn.ring();
                if (awaitSaved(deadline)) {
                    Commit told =
                            parts.events.tell(
                                    parts.nextStep(), RunEventKind.STOPPED, "Ended cleanly.");
                    told.await(Duration.between(steady.instant(), deadline));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop();
        if (!running(steady.instant().plus(STOP_PATIENCE)).isEmpty()) {
            journal.close();
        }
        return running(deadline);
    }

    /// Waits for all of them, until then.
    private List<String> running(Instant deadline) {
        return threads.stream()
                .filter(thread -> !thread.ended(Duration.between(steady.instant(), deadline)))
                .map(RoleThread::name)
                .toList();
    }

    private boolean awaitSaved(Instant deadline) throws InterruptedException {
        boolean saved = false;
        while (!saved && !failure.isDone() && steady.instant().isBefore(deadline)) {
            saved = parts.learner.awaitEnd(Duration.ofMillis(100));
        }
        return saved && !failure.isDone();
    }
}
