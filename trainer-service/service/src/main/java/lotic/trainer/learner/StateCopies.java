package lotic.trainer.learner;

import lotic.learning.StepOutcome;
import lotic.learning.state.StateTree;
import lotic.trainer.checkpoint.CheckpointWriter;
import lotic.trainer.checkpoint.CheckpointWriter.Request;
import lotic.trainer.publish.Snapshot;
import lotic.trainer.publish.VersionSink;
import lotic.trainer.steps.Ledger;
import lotic.trainer.steps.RunEvents;
import lotic.trainer.stream.Arrivals;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Gives copies of the state away: to the checkpoint writer, so that it survives, and to the
/// version sink, so that others can use it. What the learner pays is one copy into buffers that are
/// used over and over. The learner's thread uses it.
public final class StateCopies {

    private final Cadence cadence;
    private final CheckpointWriter checkpoints;
    private final VersionSink versions;
    private final Arrivals arrivals;
    private final InstantSource steady;
    private final InstantSource wall;

    private Optional<StateTree> checkpointBuffers = Optional.empty();
    private Instant nextCheckpoint;
    private Optional<StateTree> snapshotBuffers = Optional.empty();
    private Instant lastSnapshot;
    private long snapshotStep;
    private long snapshotTrained;

    /// @param trained records that the run had learnt when this process began: it counts on from
    ///   there to the next snapshot
    /// @param arrivals told which records a checkpoint covers
    /// @param steady tells when a copy is due; it never goes back
    public StateCopies(
            Cadence cadence,
            long trained,
            CheckpointWriter checkpoints,
            VersionSink versions,
            Arrivals arrivals,
            InstantSource steady,
            InstantSource wall) {
        this.cadence = cadence;
        this.snapshotTrained = trained;
        this.checkpoints = checkpoints;
        this.versions = versions;
        this.arrivals = arrivals;
        this.steady = steady;
        this.wall = wall;
        // A new run is saved at once, so that every run has a state to go on from.
        this.nextCheckpoint =
                checkpoints.saved().isEmpty()
                        ? steady.instant()
                        : steady.instant().plus(cadence.checkpointEvery());
        this.lastSnapshot = steady.instant();
    }

    /// Begins a checkpoint if it is time, something changed, and the last one is done.
    void checkpointIfDue(Learning learning, TrainerState state, long journalPosition) {
        if (!steady.instant().isBefore(nextCheckpoint)) {
            checkpoint(learning, state, journalPosition);
        }
    }

    /// Begins a checkpoint if something changed and the last one is done.
    void checkpoint(Learning learning, TrainerState state, long journalPosition) {
        if (!checkpoints.isFree() || isSaved(state.ledger())) {
            return;
        }
        StateTree learnt = learning.state(checkpointBuffers);
        checkpointBuffers = Optional.of(learnt);
        Ledger ledger = state.ledger();
        arrivals.checkpointBegun();
        checkpoints.write(
                new Request(
                        learnt.and(TrainerStateTree.write(state)),
                        ledger.step(),
                        ledger.cursor(),
                        journalPosition,
                        ledger.recent().oldestOrdinal()));
        nextCheckpoint = steady.instant().plus(cadence.checkpointEvery());
    }

    /// True if the state is on disk. Every step and every plan without a batch moves the cursor.
    boolean isSaved(Ledger ledger) {
        return checkpoints.isFree() && checkpoints.saved().equals(Optional.of(ledger.cursor()));
    }

    /// True if no copy is on its way to the disk.
    boolean isIdle() {
        return checkpoints.isFree();
    }

    /// Offers a snapshot if it is time and it would be taken.
    ///
    /// @param last outcome of the last step
    void publishIfDue(Learning learning, TrainerState state, StepOutcome last, RunEvents events) {
        Ledger ledger = state.ledger();
        boolean due =
                ledger.counts().trained() - snapshotTrained >= cadence.publishEveryImages()
                        || !steady.instant().isBefore(lastSnapshot.plus(cadence.publishEvery()));
        if (!due || ledger.step() == snapshotStep || !versions.ready()) {
            return;
        }
        StateTree copy = learning.state(snapshotBuffers.or(versions::spare));
        snapshotBuffers = Optional.empty();
        Snapshot snapshot =
                new Snapshot(
                        events.run(),
                        events.epoch(),
                        ledger.step(),
                        state.terms().recipe(),
                        copy,
                        ledger.began(),
                        ledger.cursor(),
                        ledger.counts(),
                        state.history().mean(),
                        last.signals(),
                        ledger.heldOut().set(),
                        wall.instant());
        if (!versions.offer(snapshot)) {
            snapshotBuffers = Optional.of(copy);
        }
        lastSnapshot = steady.instant();
        snapshotStep = ledger.step();
        snapshotTrained = ledger.counts().trained();
    }
}
