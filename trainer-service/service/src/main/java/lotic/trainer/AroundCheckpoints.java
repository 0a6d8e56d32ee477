package lotic.trainer;

import lotic.trainer.checkpoint.CheckpointWriter;
import lotic.trainer.checkpoint.CheckpointWriter.Request;
import lotic.trainer.heldout.HeldOutStore;
import lotic.trainer.role.Bell;
import lotic.trainer.run.Words;
import lotic.trainer.steps.ReplayStore;
import lotic.trainer.steps.RunEvents;
import lotic.trainer.stream.Arrivals;
import lotic.trainer.stream.Follower;

import java.io.UncheckedIOException;

/// What a checkpoint means for the rest of the trainer: files that it refers to are on disk before
/// it counts, and files that no kept checkpoint refers to may go; lag is counted from it; the
/// consumer group shows it.
final class AroundCheckpoints implements CheckpointWriter.Listener {

    private final HeldOutStore heldOut;
    private final ReplayStore replays;
    private final Arrivals arrivals;
    private final Follower follower;
    private final RunEvents events;
    private final Bell learner;
    private long replayFloorOfOlder;

    /// @param learner rings when the writer is free
    /// @param replayFloor of the checkpoint that the run goes on from
    AroundCheckpoints(
            TrainingPorts ports,
            Arrivals arrivals,
            Follower follower,
            RunEvents events,
            Bell learner,
            long replayFloor) {
        this.heldOut = ports.heldOut();
        this.replays = ports.replays();
        this.arrivals = arrivals;
        this.follower = follower;
        this.events = events;
        this.learner = learner;
        this.replayFloorOfOlder = replayFloor;
    }

    @Override
    public void beforeCommit() {
        heldOut.sync();
        replays.sync();
    }

    @Override
    public void saved(Request request) {
        arrivals.checkpointSaved();
        follower.saved(request.cursor());
        // Two checkpoints are kept: what the older of them does not need, nobody does.
        replays.deleteBelow(replayFloorOfOlder);
        replayFloorOfOlder = request.replayFloor();
    }

    @Override
    public void failed(Request request, UncheckedIOException reason) {
        events.note(
                request.step(),
                "checkpoint-failed",
                "The checkpoint at step "
                        + Words.count(request.step())
                        + " could not be written ("
                        + reason.getMessage()
                        + "). Training goes on and tries again; make room on the disk.");
    }

    @Override
    public void free() {
        learner.ring();
    }
}
