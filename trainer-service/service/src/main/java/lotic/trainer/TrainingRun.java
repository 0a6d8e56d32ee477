package lotic.trainer;

import lotic.learning.engine.Compute;
import lotic.learning.recipe.Recipe;
import lotic.pixels.ViewMaker;
import lotic.schemas.KafkaConnection;
import lotic.schemas.RunEventKind;
import lotic.trainer.checkpoint.Checkpoints;
import lotic.trainer.heldout.HeldOutRule;
import lotic.trainer.heldout.HeldOutStore;
import lotic.trainer.journal.KafkaJournal;
import lotic.trainer.learner.Learning;
import lotic.trainer.learner.RunTerms;
import lotic.trainer.publish.VersionSink;
import lotic.trainer.role.SteadyClock;
import lotic.trainer.run.RunCommand;
import lotic.trainer.run.RunProgress;
import lotic.trainer.run.RunProgress.Bound;
import lotic.trainer.run.RunProgress.Phase;
import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;
import lotic.trainer.steps.ReplayStore;
import lotic.trainer.steps.Witness;
import lotic.trainer.stream.KafkaImageSource;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A run of training at work: it follows the image topic, decides and journals steps, makes them
/// and saves itself, each on a thread of its own. Ending the process at any moment loses nothing;
/// closing the run first makes the next start quicker. Safe for use by many threads.
public final class TrainingRun implements AutoCloseable {

    private final TrainingParts parts;
    private final TrainingThreads threads;
    private final Deque<Runnable> toClose;
    private final Instant startedAt;
    private volatile boolean closed;

    private TrainingRun(
            TrainingParts parts,
            TrainingThreads threads,
            Deque<Runnable> toClose,
            Instant startedAt) {
        this.parts = parts;
        this.threads = threads;
        this.toClose = toClose;
        this.startedAt = startedAt;
    }

    /// Begins a run, or goes on where it stopped; an earlier trainer of the same run is shut out.
    /// Returns once it is known from where the run goes on: loading the engine, repeating steps and
    /// learning happen beside it.
    ///
    /// @param recipe asked for; a run that exists keeps its own seed and must fit otherwise
    /// @param compute for a new run; a run that exists keeps its threads unless
    ///   [TrainerSettings#threads] asks for others
    /// @param heldOut the run's held-out images, in [RunFolder#heldOut]; closed with the run
    /// @param versions where snapshots go
    /// @param witness sees the records that plans take
    /// @param wall the time for people
    /// @throws TrainingException if the run cannot go on, saying why and what to do
    public static TrainingRun start(
            KafkaConnection kafka,
            TrainerSettings settings,
            Recipe recipe,
            Compute compute,
            HeldOutStore heldOut,
            VersionSink versions,
            Witness witness,
            InstantSource wall) {
        return start(
                kafka,
                settings,
                recipe,
                compute,
                heldOut,
                versions,
                witness,
                wall,
                new SteadyClock(wall));
    }

    /// The same by another clock for how long something takes.
    static TrainingRun start(
            KafkaConnection kafka,
            TrainerSettings settings,
            Recipe recipe,
            Compute compute,
            HeldOutStore heldOut,
            VersionSink versions,
            Witness witness,
            InstantSource wall,
            InstantSource steady) {
        RunFolder folder = RunFolder.of(settings);
        Deque<Runnable> toClose = new ArrayDeque<>();
        toClose.push(heldOut::close);
        try {
            ReplayStore replays = new ReplayStore(folder.replay());
            toClose.push(replays::close);
            KafkaJournal journal = KafkaJournal.open(kafka, settings.run());
            toClose.push(journal::close);
            KafkaImageSource source = new KafkaImageSource(kafka, settings.run(), steady);
            toClose.push(source::close);
            TrainingPorts ports =
                    new TrainingPorts(
                            journal,
                            source,
                            new Checkpoints(folder.checkpoints()),
                            heldOut,
                            replays,
                            versions,
                            witness,
                            Learning.real(settings.init()),
                            new ViewMaker(recipe.views())::make,
                            wall,
                            steady);
            TrainingParts parts =
                    new TrainingParts(
                            ports, settings, terms(settings, recipe, compute, source.topic()));
            TrainingThreads threads = TrainingThreads.start(parts, ports);
            return new TrainingRun(parts, threads, toClose, wall.instant());
        } catch (RuntimeException e) {
            toClose.forEach(Runnable::run);
            throw e;
        }
    }

    private static RunTerms terms(
            TrainerSettings settings, Recipe recipe, Compute compute, String topic) {
        HeldOutRule heldOut =
                new HeldOutRule(
                        settings.heldOutShare(), settings.heldOutBank(), settings.heldOutQueries());
        return new RunTerms(
                settings.run(), recipe, compute, heldOut, settings.replayBytesMax(), topic);
    }

    /// Where the run is now.
    public RunProgress progress() {
        return parts.progress(phase(), startedAt);
    }

    /// What the learner's time of this start went into.
    public Map<Bound, Duration> spent() {
        return parts.pace.totals();
    }

    private Phase phase() {
        if (threads.failure().isDone()) {
            return Phase.FAILED;
        }
        return closed ? Phase.STOPPED : parts.phase();
    }

    /// Leaves an operator's word; it is journalled and takes effect before a later step.
    ///
    /// @throws IllegalStateException if too many wait already
    public void command(RunCommand command) {
        parts.orders.give(command);
        parts.toPlan.ring();
    }

    /// Journals what happened to what the run made, such as a version, and remembers it among the
    /// run's events.
    ///
    /// @param detail what an operator should know
    public void tell(RunEventKind kind, String detail) {
        parts.events.tell(parts.nextStep(), kind, detail);
    }

    /// What the run computes on, which decides the last bits of everything that comes of it.
    public Compute compute() {
        return parts.compute();
    }

    /// Completes if the run cannot go on; the sentence says why and what to do. It never completes
    /// after a clean end.
    public CompletableFuture<TrainingException> failure() {
        return threads.failure();
    }

    /// Ends the run: the present step is finished and saved. Takes seconds, and never more than
    /// [TrainingThreads#END_PATIENCE]; calling it again does nothing.
    ///
    /// @throws TrainingException with reason UNFINISHED if something was still at work by then; it
    ///   is left to the end of the process, and nothing that was saved is harmed
    @Override
    public void close() {
        if (closed) {
            return;
        }
        List<String> left = threads.end();
        closed = true;
        // A thread that does not end may still be inside a store: the end of the process closes it.
        if (!left.isEmpty()) {
            throw new TrainingException(
                    Reason.UNFINISHED,
                    "The trainer did not end within %d s (%s still at work) and was left. Nothing is"
                                    .formatted(
                                            TrainingThreads.END_PATIENCE.toSeconds(),
                                            String.join(", ", left))
                            + " lost: the next start goes on from the newest checkpoint and the"
                            + " journal.");
        }
        toClose.forEach(Runnable::run);
    }
}
