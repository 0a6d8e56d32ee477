package lotic.trainer.plan;

import lotic.schemas.PassReason;
import lotic.schemas.Passed;
import lotic.schemas.Slice;
import lotic.schemas.StepPlan;
import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the records of plans that an earlier start of the trainer has journalled. Nothing is
/// decided here: a record that the plan learns must be there and must decode, or the run stops.
public final class Following {

    private final StepPlan plan;
    private final Map<Place, Passed> passed = new HashMap<>();

    private record Place(int partition, long offset) {}

    public Following(StepPlan plan) {
        this.plan = plan;
        for (Passed each : plan.getPassed()) {
            passed.put(new Place(each.getPartition(), each.getOffset()), each);
        }
    }

    /// The journalled decision, as soon as all its facts are known.
    ///
    /// @throws TrainingException if a record of the plan vanished or does not decode
    public Draft draft(Facts facts) {
        List<Fact> fresh = new ArrayList<>();
        for (Slice slice : plan.getSlices()) {
            int partition = slice.getPartition();
            long at = slice.getFromOffset();
            while (at < slice.getToOffset()) {
                switch (next(partition, at, slice.getToOffset(), facts)) {
                    case Facts.Look.Undecoded _, Facts.Look.Unknown _ -> {
                        return new Draft.Missing(partition, at);
                    }
                    case Facts.Look.Exhausted() -> at = slice.getToOffset();
                    case Facts.Look.Found(Fact fact) -> {
                        if (fact.pass().isEmpty()) {
                            fresh.add(fact);
                        }
                        at = fact.next();
                    }
                }
            }
        }
        return new Draft.Ready(plan.getSlices(), plan.getPassed(), fresh);
    }

    private Facts.Look next(int partition, long from, long end, Facts facts) {
        Passed here = passed.get(new Place(partition, from));
        if (here != null && here.getReason() == PassReason.LOST) {
            return new Facts.Look.Found(Fact.lost(partition, from, from + here.getCount()));
        }
        Facts.Look look = facts.next(partition, from, end);
        if (look instanceof Facts.Look.Found(Fact fact) && fact.pass().isPresent()) {
            mustBePassed(fact);
        }
        return look;
    }

    private void mustBePassed(Fact fact) {
        PassReason reason = fact.pass().orElseThrow();
        Passed planned = passed.get(new Place(fact.partition(), fact.offset()));
        if (planned != null && planned.getReason() == reason) {
            return;
        }
        throw new TrainingException(
                Reason.RECORDS_GONE,
                "Step "
                        + plan.getStep()
                        + " of run "
                        + plan.getRun()
                        + " learnt from record "
                        + fact.offset()
                        + " of partition "
                        + fact.partition()
                        + ", which is now "
                        + switch (reason) {
                            case LOST -> "deleted (retention)";
                            case UNDECODABLE -> "no picture to the decoder";
                            case HELD_OUT, LACKS_NEED, UNKNOWN -> "passed over as " + reason;
                        }
                        + ". The run cannot be repeated exactly: start a new one with --run NAME.");
    }
}
