package lotic.trainer.publish;

import lotic.learning.recipe.Recipe;
import lotic.learning.state.StateTree;
import lotic.trainer.evaluate.HeldOutSet;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.RunProgress;

import java.time.Instant;
import java.util.Map;

/// A copy of a run's state at one step, to be published. All but `epoch` and `takenAt` is a
/// function of run and step: an earlier start of the trainer that made the same step took the same
/// snapshot.
///
/// @param run name of the run
/// @param epoch counts the starts of the trainer
/// @param step the last step that it covers
/// @param recipe of the run
/// @param state whole state; whoever holds the snapshot owns its buffers
/// @param began where the run began in the stream, all partitions
/// @param learnt where the learner was after the step
/// @param counts of records
/// @param loss mean over the last steps, at most 100, that were applied
/// @param signals of the last step
/// @param heldOut what the run had held out by then
/// @param takenAt when
public record Snapshot(
        String run,
        long epoch,
        long step,
        Recipe recipe,
        StateTree state,
        Cursor began,
        Cursor learnt,
        RunProgress.Counts counts,
        double loss,
        Map<String, Double> signals,
        HeldOutSet heldOut,
        Instant takenAt) {

    public Snapshot {
        signals = Map.copyOf(signals);
    }
}
