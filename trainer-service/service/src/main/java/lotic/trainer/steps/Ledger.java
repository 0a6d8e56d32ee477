package lotic.trainer.steps;

import lotic.schemas.Passed;
import lotic.trainer.heldout.HeldOutIndex;
import lotic.trainer.plan.RecentRecords;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.RunProgress.Counts;

/// What a run's plans so far come to: a function of them alone, part of the state. One thread at a
/// time.
public final class Ledger {

    private Cursor began;
    private final RecentRecords recent;
    private final HeldOutIndex heldOut;
    private long step;
    private Cursor cursor;
    private Counts counts;

    /// @param began where the run began in the stream
    /// @param step the last one that was made
    /// @param cursor where the next plan begins
    /// @param counts of records over the whole run
    public Ledger(
            Cursor began,
            long step,
            Cursor cursor,
            Counts counts,
            RecentRecords recent,
            HeldOutIndex heldOut) {
        this.began = began;
        this.step = step;
        this.cursor = cursor;
        this.counts = counts;
        this.recent = recent;
        this.heldOut = heldOut;
    }

    /// An equal ledger that is changed by itself.
    public Ledger copy() {
        return new Ledger(began, step, cursor, counts, recent.copy(), heldOut.copy());
    }

    /// Partitions that neither the run nor its cursor knows yet begin here.
    ///
    /// @param start where reading begins, all partitions
    public void join(Cursor start) {
        began = began.joined(start);
        cursor = cursor.joined(start);
    }

    /// Adds the next plan.
    ///
    /// @throws IllegalArgumentException if its slices do not begin where the cursor stands
    public void add(PlannedStep planned) {
        cursor = cursor.after(planned.plan().getSlices());
        planned.fresh()
                .forEach(each -> recent.learnt(each.partition(), each.offset(), each.bytes()));
        planned.plan().getReplayed().forEach(recent::replayed);
        planned.heldOut().forEach(heldOut::add);
        counts = counted(planned);
        if (planned.hasBatch()) {
            step = planned.plan().getStep();
        }
    }

    private Counts counted(PlannedStep planned) {
        long heldOutNow = 0;
        long skipped = 0;
        long lost = 0;
        for (Passed each : planned.plan().getPassed()) {
            switch (each.getReason()) {
                case HELD_OUT -> heldOutNow++;
                case UNDECODABLE, LACKS_NEED, UNKNOWN -> skipped++;
                case LOST -> lost += each.getCount();
            }
        }
        return new Counts(
                counts.trained() + planned.fresh().size(),
                counts.replayed() + planned.plan().getReplayed().size(),
                counts.heldOut() + heldOutNow,
                counts.skipped() + skipped,
                counts.lost() + lost);
    }

    /// Where the run began in the stream, all partitions.
    public Cursor began() {
        return began;
    }

    /// The last step that was made.
    public long step() {
        return step;
    }

    /// Where the next plan begins.
    public Cursor cursor() {
        return cursor;
    }

    /// Counts of records over the whole run.
    public Counts counts() {
        return counts;
    }

    /// From which batches are filled up.
    public RecentRecords recent() {
        return recent;
    }

    /// The first held-out images.
    public HeldOutIndex heldOut() {
        return heldOut;
    }
}
