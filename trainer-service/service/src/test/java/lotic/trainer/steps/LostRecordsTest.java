package lotic.trainer.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.schemas.PassReason;
import lotic.schemas.Passed;
import lotic.trainer.journal.JournalTwin;
import lotic.trainer.journal.JournalWriter;
import lotic.trainer.role.Bell;
import lotic.trainer.run.RunProgress.Backlog;
import lotic.trainer.run.RunProgress.Happening;
import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class LostRecordsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final Passed LOST = new Passed(3, 118_200L, 844L, PassReason.LOST);

    private final RunEvents events =
            new RunEvents(
                    "demo",
                    2,
                    new JournalWriter(new JournalTwin().open(), CLOCK, new Bell(), () -> {}),
                    CLOCK,
                    List.of());

    @Test
    void theyAreCountedAndTheLagSaysHowMuchRetentionWasMissing() {
        Instant oldest = NOW.minus(Duration.ofHours(170));

        lostRecords(LostRecords.Rule.COUNT, Optional.of(oldest)).tell(LOST, 9_219);

        assertThat(events.lately())
                .containsExactly(
                        new Happening(
                                NOW,
                                9_219,
                                "records-lost",
                                "Records 118 200 … 119 043 of lotic.images-3 were deleted before"
                                        + " they were learnt (retention). They are counted as lost."
                                        + " Raise retention or add speed: lag was 7.1 days."));
    }

    @Test
    void theLagIsLeftOutWhereNothingIsLeftToTellIt() {
        lostRecords(LostRecords.Rule.COUNT, Optional.empty()).tell(LOST, 9_219);

        assertThat(events.lately())
                .extracting(Happening::detail)
                .containsExactly(
                        "Records 118 200 … 119 043 of lotic.images-3 were deleted before they were"
                            + " learnt (retention). They are counted as lost. Raise retention or"
                            + " add speed.");
    }

    @Test
    void aRunThatMustNotLoseAnyStopsAndSaysHowItGoesOn() {
        LostRecords strict = lostRecords(LostRecords.Rule.STOP, Optional.empty());

        assertThatThrownBy(() -> strict.tell(LOST, 9_219))
                .isInstanceOfSatisfying(
                        TrainingException.class,
                        stopped -> assertThat(stopped.reason()).isEqualTo(Reason.RECORDS_GONE))
                .hasMessage(
                        "Records 118 200 … 119 043 of lotic.images-3 were deleted before they were"
                            + " learnt (retention). The run stops, as trainer.on-gap says. Raise"
                            + " retention, and start with --set trainer.on-gap=count to count them"
                            + " as lost and go on.");
    }

    private LostRecords lostRecords(LostRecords.Rule rule, Optional<Instant> oldest) {
        Map<Integer, Backlog> backlogs = Map.of(3, new Backlog(1, oldest, 1, oldest));
        return new LostRecords("lotic.images", rule, events, () -> backlogs, CLOCK);
    }
}
