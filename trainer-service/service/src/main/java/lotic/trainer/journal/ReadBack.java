package lotic.trainer.journal;

import lotic.schemas.CheckpointTaken;
import lotic.schemas.RunEvent;
import lotic.schemas.Slice;
import lotic.schemas.StepPlan;
import lotic.schemas.StepReport;
import lotic.trainer.run.Cursor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the journal says about a run from some position on: the plans to follow and what came of
/// them before.
public final class ReadBack {

    private final List<Journalled> plans = new ArrayList<>();
    private final Map<Long, StepReport> reports = new HashMap<>();
    private final List<RunEvent> events = new ArrayList<>();
    private final List<CheckpointTaken> checkpoints = new ArrayList<>();
    private long lastEpoch;

    /// A plan and where it stands in the journal.
    public record Journalled(long position, StepPlan plan) {}

    public ReadBack(List<Journal.Entry> entries) {
        for (Journal.Entry entry : entries) {
            switch (entry.value()) {
                case StepPlan plan -> {
                    plans.add(new Journalled(entry.position(), plan));
                    seen(plan.getEpoch());
                }
                case StepReport report -> {
                    // Later ones repeat the first, or the run would have stopped.
                    reports.putIfAbsent(report.getStep(), report);
                    seen(report.getEpoch());
                }
                case CheckpointTaken checkpoint -> {
                    checkpoints.add(checkpoint);
                    seen(checkpoint.getEpoch());
                }
                case RunEvent event -> {
                    events.add(event);
                    seen(event.getEpoch());
                }
                default -> {
                    // A record of a later release: it cannot be a plan, and plans must tile.
                }
            }
        }
    }

    private void seen(long epoch) {
        lastEpoch = Math.max(lastEpoch, epoch);
    }

    /// What is to be repeated from a state on.
    ///
    /// @param cursor of the state
    /// @param step of the state
    public Continuation after(Cursor cursor, long step) {
        List<Journalled> plansAhead =
                plans.stream().filter(each -> !cursor.covers(each.plan().getSlices())).toList();
        List<RunEvent> eventsAhead =
                events.stream().filter(each -> each.getAtStep() > step).toList();
        return new Continuation(plansAhead, eventsAhead, reports);
    }

    /// All events, in order.
    public List<RunEvent> events() {
        return List.copyOf(events);
    }

    /// Where the run's first plan begins in each partition, as far as plans were read.
    public Cursor begin() {
        SortedMap<Integer, Long> first = new TreeMap<>();
        for (Journalled each : plans) {
            for (Slice slice : each.plan().getSlices()) {
                first.putIfAbsent(slice.getPartition(), slice.getFromOffset());
            }
        }
        return new Cursor(first);
    }

    /// All checkpoints that were committed, in order.
    public List<CheckpointTaken> checkpoints() {
        return List.copyOf(checkpoints);
    }

    /// The highest epoch that wrote anything; 0 if none did.
    public long lastEpoch() {
        return lastEpoch;
    }
}
