package lotic.trainer.steps;

import lotic.learning.rate.RateCommand;
import lotic.schemas.PassReason;
import lotic.schemas.Replayed;
import lotic.schemas.StepPlan;
import lotic.trainer.heldout.HeldOutIndex;
import lotic.trainer.heldout.HeldOutRecord;
import lotic.trainer.heldout.HeldOutStore;
import lotic.trainer.journal.Commit;
import lotic.trainer.plan.RecentRecords;
import lotic.trainer.role.Bell;
import lotic.trainer.steps.PlannedStep.Fresh;
import lotic.trainer.stream.Arrivals;
import lotic.trainer.stream.Decoded;
import lotic.trainer.stream.Replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gathers what a decided step needs: takes its records out of [Arrivals], keeps the files that are
/// needed later, has replays decoded. One thread uses it.
public final class StepAssembly {

    private final Arrivals arrivals;
    private final ReplayStore replays;
    private final HeldOutStore heldOut;
    private final Bell filled;
    private final Witness witness;

    /// @param filled rings when the views of a place are made
    /// @param witness sees the records that plans take
    public StepAssembly(
            Arrivals arrivals,
            ReplayStore replays,
            HeldOutStore heldOut,
            Bell filled,
            Witness witness) {
        this.arrivals = arrivals;
        this.replays = replays;
        this.heldOut = heldOut;
        this.filled = filled;
        this.witness = witness;
    }

    private record Place(int partition, long offset) {}

    /// @param orders give what takes effect before the step
    /// @param ledger as it is before this plan
    PlannedStep assemble(
            StepPlan plan, Commit commit, Origin origin, Orders orders, Ledger ledger) {
        List<BatchPlace> places = new ArrayList<>();
        List<Fresh> fresh = new ArrayList<>();
        List<HeldOutRecord> keptOut = new ArrayList<>();
        Map<Place, Long> ordinals = new HashMap<>();
        for (Decoded record : arrivals.take(plan.getSlices())) {
            int partition = record.fact().partition();
            long offset = record.fact().offset();
            witness.planned(plan.getStep(), record);
            if (record.views().isPresent()) {
                long ordinal = ledger.recent().nextOrdinal() + fresh.size();
                replays.put(ordinal, record.image());
                ordinals.put(new Place(partition, offset), ordinal);
                fresh.add(new Fresh(partition, offset, record.image().length));
                BatchPlace place = new BatchPlace(filled);
                place.fill(record.views().get());
                places.add(place);
            } else if (record.fact().pass().equals(Optional.of(PassReason.HELD_OUT))) {
                keptOut.add(keep(record, ledger.heldOut()));
            }
        }
        for (Replayed each : plan.getReplayed()) {
            Long own = ordinals.get(new Place(each.getPartition(), each.getOffset()));
            long ordinal = own != null ? own : ordinalOf(each, ledger.recent());
            places.add(decodeAgain(each, replays.get(ordinal)));
        }
        // A plan without a batch makes no step, so orders stay for the one behind it.
        List<RateCommand> commands = places.isEmpty() ? List.of() : orders.before(plan.getStep());
        return new PlannedStep(plan, commit, places, fresh, keptOut, commands, origin);
    }

    private HeldOutRecord keep(Decoded record, HeldOutIndex index) {
        HeldOutRecord kept =
                new HeldOutRecord(
                        HexFormat.of().formatHex(record.sha256()),
                        record.label(),
                        record.heldOut().orElseThrow(),
                        record.fact().partition(),
                        record.fact().offset());
        if (index.hasRoomFor(kept)) {
            heldOut.put(kept.sha256(), record.image());
        }
        return kept;
    }

    private static long ordinalOf(Replayed replayed, RecentRecords recent) {
        return recent.find(replayed.getPartition(), replayed.getOffset())
                .orElseThrow(() -> new IllegalStateException(replayed + " is not a recent record"))
                .ordinal();
    }

    private BatchPlace decodeAgain(Replayed replayed, byte[] image) {
        BatchPlace place = new BatchPlace(filled);
        arrivals.replay(
                new Replay(
                        replayed.getPartition(),
                        replayed.getOffset(),
                        replayed.getUse(),
                        image,
                        place::fill));
        return place;
    }
}
