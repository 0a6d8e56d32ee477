package lotic.trainer.learner;

import lotic.trainer.heldout.HeldOutIndex;
import lotic.trainer.plan.RecentRecords;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.RunProgress.Counts;
import lotic.trainer.steps.Ledger;

import java.util.List;

/// The trainer's own part of a state, beside the learner's.
///
/// @param terms what the run was begun with
/// @param ledger what its plans so far came to
/// @param history loss and rate of the past
public record TrainerState(RunTerms terms, Ledger ledger, LossHistory history) {

    /// From how many batches' worth of the last learnt records batches are filled up.
    private static final int RECENT_BATCHES = 8;

    /// The state of a run that begins.
    ///
    /// @param began where it begins in the stream, all partitions
    public static TrainerState fresh(RunTerms terms, Cursor began) {
        Ledger ledger =
                new Ledger(
                        began,
                        0,
                        began,
                        new Counts(0, 0, 0, 0, 0),
                        recent(terms, List.of(), 0),
                        new HeldOutIndex(terms.heldOut(), List.of()));
        return new TrainerState(terms, ledger, new LossHistory());
    }

    static RecentRecords recent(
            RunTerms terms, List<RecentRecords.Recent> oldestFirst, long nextOrdinal) {
        return new RecentRecords(
                RECENT_BATCHES * terms.recipe().batch(),
                terms.recentBytesMax(),
                oldestFirst,
                nextOrdinal);
    }
}
