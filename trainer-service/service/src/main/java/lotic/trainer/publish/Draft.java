package lotic.trainer.publish;

import lotic.learning.recipe.Recipe;
import lotic.trainer.evaluate.Evaluation;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.RunProgress.Counts;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that is known of a version before it is published, but its tensors, which are files already.
///
/// @param run name of the run and of the model
/// @param epoch the start of the trainer that took the snapshot
/// @param step the last step that it covers
/// @param recipe of the run
/// @param began where the run began in the stream
/// @param learnt where the learner was after the step
/// @param counts of records since the run began
/// @param loss mean over the last steps
/// @param signals of the last step
/// @param evaluation how good it is
/// @param takenAt when the snapshot was taken
/// @param software that judged it; a later release that sends it says the same
record Draft(
        String run,
        long epoch,
        long step,
        Recipe recipe,
        Cursor began,
        Cursor learnt,
        Counts counts,
        double loss,
        SortedMap<String, Double> signals,
        Evaluation evaluation,
        Instant takenAt,
        Software software) {

    static Draft of(Snapshot snapshot, Evaluation evaluation, Software software) {
        return new Draft(
                snapshot.run(),
                snapshot.epoch(),
                snapshot.step(),
                snapshot.recipe(),
                snapshot.began(),
                snapshot.learnt(),
                snapshot.counts(),
                snapshot.loss(),
                new TreeMap<>(snapshot.signals()),
                evaluation,
                snapshot.takenAt(),
                software);
    }
}
