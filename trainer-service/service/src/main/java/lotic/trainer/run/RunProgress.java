package lotic.trainer.run;

import lotic.learning.StepOutcome;
import lotic.learning.health.LearningHealth;
import lotic.learning.objective.Objective;
import lotic.learning.recipe.Recipe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a run is: an immutable picture that the learner's thread replaces after each step, for
/// everybody else to read.
///
/// @param run name of the run, which is the model's name too
/// @param epoch counts the starts of the trainer
/// @param recipe in force
/// @param phase what the trainer is doing
/// @param bound what the last steps waited for
/// @param resume how the trainer came back, if it did
/// @param recent outcomes of the newest steps of this epoch, oldest first, as many as its health is
///   judged by
/// @param counts of records
/// @param learnt where the learner is in the stream
/// @param durable where the newest checkpoint is in the stream
/// @param saving when it was saved last, and how often it should be
/// @param ends last stable offset by partition as last seen by the follower
/// @param backlogs per partition, what is admitted and not learnt, and what is not saved
/// @param imagesPerSecond learnt, over the last ten seconds
/// @param startedAt when this epoch began
/// @param recentLoss mean loss of the last 100 applied steps of all epochs; NaN before the first
/// @param history loss and rate of the past, thinned to at most 2000 points, oldest first
/// @param events what happened to the run, newest last, at most 200
public record RunProgress(
        String run,
        long epoch,
        Recipe recipe,
        Phase phase,
        Bound bound,
        Optional<Resume> resume,
        List<StepOutcome> recent,
        Counts counts,
        Cursor learnt,
        Cursor durable,
        Saving saving,
        Map<Integer, Long> ends,
        Map<Integer, Backlog> backlogs,
        double imagesPerSecond,
        Instant startedAt,
        double recentLoss,
        List<Point> history,
        List<Happening> events) {

    /// Kind of the event that ended the run.
    public static final String FAILED = "failed";

    /// Outcome of the newest step of this epoch; empty before the first.
    public Optional<StepOutcome> lastStep() {
        return recent.isEmpty() ? Optional.empty() : Optional.of(recent.getLast());
    }

    /// Whether the run learns.
    public LearningHealth health() {
        double learnt = Objective.of(recipe).guessingLoss() - LearningHealth.MARGIN;
        long learntAt =
                history.stream()
                        .filter(point -> point.loss() < learnt)
                        .mapToLong(Point::step)
                        .max()
                        .orElse(0);
        return LearningHealth.of(recipe, recent, learntAt);
    }

    /// The newest step of all epochs; empty before the first. Only a step of this epoch has an
    /// outcome too.
    public Optional<Point> newest() {
        return lastStep()
                .map(
                        last ->
                                new Point(
                                        last.step(),
                                        counts.trained(),
                                        last.loss(),
                                        last.learningRate()))
                .or(() -> history.isEmpty() ? Optional.empty() : Optional.of(history.getLast()));
    }

    /// Why the run cannot go on; empty while it can.
    public Optional<String> failure() {
        return events.reversed().stream()
                .filter(event -> event.kind().equals(FAILED))
                .map(Happening::detail)
                .findFirst();
    }

    /// What the trainer is doing.
    public enum Phase {
        /// Loading the state and the engine.
        STARTING,
        /// Repeating the steps that were journalled after the checkpoint.
        FOLLOWING,
        /// Making new steps.
        LEARNING,
        /// Every admitted record is learnt.
        STARVED,
        /// An operator said so.
        PAUSED,
        /// It cannot go on: the events say why.
        FAILED,
        /// It ended cleanly.
        STOPPED
    }

    /// What keeps the learner from being faster.
    public enum Bound {
        STARVED,
        DECODE,
        JOURNAL,
        STEP,
        PAUSED
    }

    /// How the run is saved.
    ///
    /// @param every how often an operator wants a checkpoint
    /// @param last when this start of the trainer took its newest; empty before the first
    public record Saving(Duration every, Optional<Instant> last) {}

    /// How the trainer came back.
    ///
    /// @param step of the checkpoint it loaded
    /// @param followed steps repeated from the journal so far
    public record Resume(long step, long followed) {}

    /// What of one partition still lies before the learner, in records, not offsets.
    ///
    /// @param unlearnt records that are admitted and in no step that was made; held-out and skipped
    ///   ones leave with the plan that passes them
    /// @param oldestUnlearnt when the first of them was admitted; empty when there is none
    /// @param unsaved records that no checkpoint covers yet; the unlearnt ones are among them
    /// @param oldestUnsaved when the first of them was admitted; empty when there is none
    public record Backlog(
            long unlearnt,
            Optional<Instant> oldestUnlearnt,
            long unsaved,
            Optional<Instant> oldestUnsaved) {}

    /// Counts of records over the whole run, all epochs. `trained + heldOut + skipped` is how many
    /// records the cursor has passed, but for lost ones.
    ///
    /// @param trained distinct records learnt
    /// @param replayed further uses of learnt records
    /// @param heldOut records kept for evaluation
    /// @param skipped records that do not decode or lack what the recipe needs
    /// @param lost records that vanished from the log unread
    public record Counts(long trained, long replayed, long heldOut, long skipped, long lost) {

        /// Before the first record.
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        /// What came after an earlier time.
        public Counts minus(Counts earlier) {
            return new Counts(
                    trained - earlier.trained,
                    replayed - earlier.replayed,
                    heldOut - earlier.heldOut,
                    skipped - earlier.skipped,
                    lost - earlier.lost);
        }
    }

    /// One point of the run's past.
    public record Point(long step, long trained, double loss, double learningRate) {}

    /// Something that happened to the run.
    public record Happening(Instant at, long step, String kind, String detail) {}
}
