package lotic.trainer.steps;

import lotic.schemas.StepPlan;
import lotic.schemas.StepReport;
import lotic.trainer.journal.Commit;
import lotic.trainer.journal.Continuation;
import lotic.trainer.journal.ReadBack.Journalled;
import lotic.trainer.plan.Draft;
import lotic.trainer.plan.Facts;
import lotic.trainer.plan.Following;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The plans that an earlier start has journalled behind the state from which the run goes on. One
/// thread uses it.
public final class FollowedPlans {

    private final Continuation continuation;
    private final Deque<Journalled> ahead;
    private Optional<Following> following = Optional.empty();

    public FollowedPlans(Continuation continuation) {
        this.continuation = continuation;
        this.ahead = new ArrayDeque<>(continuation.plans());
    }

    boolean isDone() {
        return ahead.isEmpty();
    }

    /// The next one.
    StepPlan plan() {
        return ahead.element().plan();
    }

    /// The next one's place in the journal.
    Commit commit() {
        return Commit.readBack(ahead.element().position());
    }

    /// What was reported of the next one's step.
    Optional<StepReport> report() {
        return continuation.report(plan().getStep());
    }

    /// The next one's records, as soon as all are known.
    ///
    /// @param cursor where it must begin
    /// @param step that it must make
    /// @throws TrainingException if it does not lead on from there, or a record is gone
    Draft draft(Cursor cursor, long step, Facts facts) {
        if (following.isEmpty()) {
            mustLeadOn(cursor, step);
            following = Optional.of(new Following(plan()));
        }
        return following.get().draft(facts);
    }

    private void mustLeadOn(Cursor cursor, long step) {
        try {
            cursor.after(plan().getSlices());
        } catch (IllegalArgumentException e) {
            throw gap(step, String.valueOf(e.getMessage()));
        }
        if (plan().getStep() != step) {
            throw gap(step, "the next plan there is of step " + plan().getStep());
        }
    }

    private TrainingException gap(long step, String finding) {
        return new TrainingException(
                Reason.JOURNAL_GAP,
                "The journal of run "
                        + plan().getRun()
                        + " does not lead on to step "
                        + step
                        + ": "
                        + finding
                        + ". Start a new run with --run NAME.");
    }

    /// The next one is on its way.
    void followed() {
        ahead.remove();
        following = Optional.empty();
    }
}
