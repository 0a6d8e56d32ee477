package lotic.trainer.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.trainer.run.Cursor;
import lotic.trainer.run.RunProgress;
import lotic.trainer.run.RunProgress.Backlog;
import lotic.trainer.run.RunProgress.Counts;
import lotic.trainer.status.Progress;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

class LagMeterTest {

    private static final Instant START = Progress.NOW;

    private final LagMeter meter = new LagMeter();

    @Test
    void thePaceIsThatOfTheLastMinute() {
        for (int second = 0; second <= 300; second++) {
            // 100 a second come; 50 are passed at first, 300 later.
            long passed = second <= 200 ? 50L * second : 10_000 + 300L * (second - 200);
            meter.observe(at(1, passed, 100L * second + 20_000), START.plusSeconds(second));
        }

        Lag lag = meter.lag(at(1, 40_000, 50_000), START.plusSeconds(300));

        // 10 000 wait and become 200 fewer a second.
        assertThat(lag.clear().orElseThrow().toMillis() / 1000.0).isCloseTo(50, within(0.1));
    }

    @Test
    void theStreamIsQuietSinceTheLastRecordCame() {
        meter.observe(at(1, 0, 100), START);
        meter.observe(at(1, 50, 120), START.plusSeconds(10));
        meter.observe(at(1, 120, 120), START.plusSeconds(40));

        assertThat(meter.lag(at(1, 120, 120), START.plusSeconds(70)).quiet())
                .isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void thePaceIsUnknownAtFirst() {
        meter.observe(at(1, 0, 100), START);

        assertThat(meter.lag(at(1, 0, 100), START).clear()).isEmpty();
    }

    @Test
    void aRestartBeginsANewPast() {
        meter.observe(at(1, 0, 1000), START);
        meter.observe(at(1, 500, 1000), START.plusSeconds(10));

        meter.observe(at(2, 400, 1000), START.plusSeconds(20));

        assertThat(meter.lag(at(2, 400, 1000), START.plusSeconds(20)).clear()).isEmpty();
    }

    @Test
    void aClockThatWasSetBackBeginsANewPast() {
        meter.observe(at(1, 0, 1000), START);
        meter.observe(at(1, 500, 1000), START.plusSeconds(10));

        meter.observe(at(1, 600, 1000), START.minusSeconds(3600));
        meter.observe(at(1, 700, 1000), START.minusSeconds(3599));

        Lag lag = meter.lag(at(1, 700, 1000), START.minusSeconds(3599));
        assertThat(lag.clear()).contains(Duration.ofSeconds(3));
    }

    private static RunProgress at(long epoch, long passed, long admitted) {
        RunProgress any = Progress.learning().now();
        return new RunProgress(
                any.run(),
                epoch,
                any.recipe(),
                any.phase(),
                any.bound(),
                any.resume(),
                any.recent(),
                new Counts(passed - 2, 0, 1, 1, 0),
                Cursor.START,
                Cursor.START,
                any.saving(),
                Map.of(),
                Map.of(0, new Backlog(admitted - passed, Optional.of(START), 0, Optional.empty())),
                0,
                any.startedAt(),
                any.recentLoss(),
                any.history(),
                any.events());
    }
}
