package lotic.trainer.steps;

import lotic.schemas.Passed;
import lotic.schemas.RunEventKind;
import lotic.trainer.run.RunProgress.Backlog;
import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;
import lotic.trainer.run.Words;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Tells of records that retention deleted before they were learnt, or ends the run because of
/// them.
///
/// @param topic of the images
/// @param rule what an operator decided
/// @param events where it is told
/// @param backlogs what waits, by partition
/// @param wall dates the lag
public record LostRecords(
        String topic,
        Rule rule,
        RunEvents events,
        Supplier<Map<Integer, Backlog>> backlogs,
        InstantSource wall) {

    /// What to do about them.
    public enum Rule {
        /// Count them, say so, go on.
        COUNT,
        /// Stop the run.
        STOP
    }

    /// Tells of some that a plan is about to pass over.
    ///
    /// @param atStep of the plan
    /// @throws TrainingException with reason RECORDS_GONE if the run is to stop
    void tell(Passed lost, long atStep) {
        String sentence =
                "Records %s … %s of %s-%d were deleted before they were learnt (retention)."
                        .formatted(
                                Words.count(lost.getOffset()),
                                Words.count(lost.getOffset() + lost.getCount() - 1),
                                topic,
                                lost.getPartition());
        switch (rule) {
            case COUNT ->
                    events.tell(
                            atStep,
                            RunEventKind.RECORDS_LOST,
                            sentence
                                    + " They are counted as lost. Raise retention or add speed"
                                    + lag(lost.getPartition())
                                    + ".");
            case STOP ->
                    throw new TrainingException(
                            Reason.RECORDS_GONE,
                            sentence
                                    + " The run stops, as trainer.on-gap says. Raise retention,"
                                    + " and start with --set trainer.on-gap=count to count them as"
                                    + " lost and go on.");
        }
    }

    /// The oldest that is left was nearly deleted too, so its age is what retention allows.
    private String lag(int partition) {
        return Optional.ofNullable(backlogs.get().get(partition))
                .flatMap(Backlog::oldestUnlearnt)
                .map(oldest -> Duration.between(oldest, wall.instant()))
                .filter(Duration::isPositive)
                .map(age -> ": lag was " + Words.duration(age))
                .orElse("");
    }
}
