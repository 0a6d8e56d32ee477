package lotic.trainer.publish;

import lotic.learning.recipe.Recipe;
import lotic.learning.state.StateTree;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.RunProgress;

import java.time.Instant;
import java.util.Map;

/// A copy of a run's state at one step, to be published.
///
/// @param run name of the run
/// @param epoch counts the starts of the trainer
/// @param step the last step that it covers
/// @param recipe of the run
/// @param state whole state; whoever holds the snapshot owns its buffers
/// @param lineageFrom where the run's last published snapshot ended
/// @param lineageTo where this one ends
/// @param counts of records
/// @param loss mean over the steps since the last snapshot
/// @param signals of the last step
/// @param takenAt when
public record Snapshot(
        String run,
        long epoch,
        long step,
        Recipe recipe,
        StateTree state,
        Cursor lineageFrom,
        Cursor lineageTo,
        RunProgress.Counts counts,
        double loss,
        Map<String, Double> signals,
        Instant takenAt) {}
