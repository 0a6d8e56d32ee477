package lotic.trainer.status;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.trainer.lag.LagMeter;
import lotic.trainer.publish.PublishingStatus;
import lotic.trainer.run.RunProgress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.Optional;

class StatusTextTest {

    /// The run has passed 124 012 records; of the 1312 offsets behind them some are marks of
    /// transactions.
    @ParameterizedTest
    @CsvSource({"125324, 1312", "125312, 1300", "125400, 1388", "124000, 0"})
    void whatWaitsIsCountedInRecordsWhereAdmissionTells(long admitted, long waiting) {
        Intake intake =
                new Intake(admitted, admitted, 0, 0, 0, 0, 0, Map.of(), Map.of(), "running");

        assertThat(status(Part.of(intake)).training().waiting()).isEqualTo(waiting);
    }

    @Test
    void withoutAdmissionsCountsItIsTheDistanceOnTheBroker() {
        assertThat(status(Part.away("it is away")).training().waiting()).isEqualTo(1312);
    }

    private static TrainerStatus status(Part<Intake> intake) {
        RunProgress progress = Progress.learning().now();
        return StatusText.of(
                new RunFacts(
                        Progress.NOW,
                        progress,
                        new LagMeter().lag(progress, Progress.NOW),
                        new PublishingStatus(
                                0, 0, false, 5, Optional.empty(), Optional.empty(), Map.of()),
                        Optional.empty(),
                        intake,
                        Part.of(Optional.empty())));
    }
}
