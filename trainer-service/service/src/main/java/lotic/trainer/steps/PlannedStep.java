package lotic.trainer.steps;

import lotic.learning.rate.RateCommand;
import lotic.schemas.StepPlan;
import lotic.trainer.heldout.HeldOutRecord;
import lotic.trainer.journal.Commit;

import java.util.List;

/// A decided step with all that the learner needs to make it.
///
/// @param plan the decision
/// @param commit the fate of its journal record
/// @param places of the batch: fresh records in the order of the slices, then replays; none if the
///   plan only moves the cursor over records that are not learnt
/// @param fresh records that are learnt for the first time, in the order of the slices
/// @param heldOut the held-out records among the passed ones
/// @param commands to the learning rate, to be given before the step
/// @param origin whose decision it is
public record PlannedStep(
        StepPlan plan,
        Commit commit,
        List<BatchPlace> places,
        List<Fresh> fresh,
        List<HeldOutRecord> heldOut,
        List<RateCommand> commands,
        Origin origin) {

    /// A record that is learnt for the first time.
    ///
    /// @param partition of the image topic
    /// @param offset of the record
    /// @param bytes of the image
    public record Fresh(int partition, long offset, int bytes) {}

    public PlannedStep {
        places = List.copyOf(places);
        fresh = List.copyOf(fresh);
        heldOut = List.copyOf(heldOut);
        commands = List.copyOf(commands);
    }

    /// True if the plan has a batch; otherwise the step's number stays for the plan behind it.
    public boolean hasBatch() {
        return !places.isEmpty();
    }

    /// True once all views of the batch are made.
    public boolean isDecoded() {
        return places.stream().allMatch(place -> place.views().isPresent());
    }
}
