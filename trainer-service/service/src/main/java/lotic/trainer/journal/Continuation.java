package lotic.trainer.journal;

import lotic.schemas.RunEvent;
import lotic.schemas.StepReport;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What the journal says about a run's steps behind some state.
///
/// @param plans to follow, in order
/// @param events that take effect behind the state, in order
/// @param reports of the steps that were made before, by step
public record Continuation(
        List<ReadBack.Journalled> plans, List<RunEvent> events, Map<Long, StepReport> reports) {

    public Continuation {
        plans = List.copyOf(plans);
        events = List.copyOf(events);
        reports = Map.copyOf(reports);
    }

    /// Where the first plan stands in the journal; empty if there is none.
    public OptionalLong position() {
        return plans.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(plans.getFirst().position());
    }

    /// What an earlier start reported of a step.
    public Optional<StepReport> report(long step) {
        return Optional.ofNullable(reports.get(step));
    }
}
