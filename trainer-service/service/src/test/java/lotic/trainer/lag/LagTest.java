package lotic.trainer.lag;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.trainer.run.RunProgress;
import lotic.trainer.status.Progress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

class LagTest {

    private static final Instant NOW = Progress.NOW;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void partsAddUpToTheWholeAndTheOldestIsItsAge(long seed) {
        Random random = new Random(seed);
        Distance whole = Distance.NONE;
        long records = 0;
        Duration oldest = Duration.ZERO;

        for (int partition = 0; partition < 12; partition++) {
            Duration age = Duration.ofMillis(random.nextLong(10_000_000));
            long waiting = random.nextLong(1_000_000);
            records += waiting;
            oldest = oldest.compareTo(age) > 0 ? oldest : age;
            whole = whole.and(Distance.of(waiting, Optional.of(NOW.minus(age)), NOW));
        }

        assertThat(whole).isEqualTo(new Distance(records, oldest));
    }

    @Test
    void aClockThatWasSetBackMakesNoNegativeAge() {
        Distance distance = Distance.of(5, Optional.of(NOW.plusSeconds(3600)), NOW);

        assertThat(distance).isEqualTo(new Distance(5, Duration.ZERO));
    }

    @Test
    void whatIsNotSavedIsAtLeastWhatIsNotLearnt() {
        Lag lag =
                Lag.of(
                        Progress.learning().behind(1312, 5).now(),
                        Optional.empty(),
                        Duration.ZERO,
                        NOW);

        assertThat(lag.learnt()).isEqualTo(new Distance(1312, Duration.ofSeconds(5)));
        assertThat(lag.durable().records()).isEqualTo(1412);
        assertThat(lag.partitions().get(0).learnt()).isEqualTo(lag.learnt());
        assertThat(lag.cause()).isEqualTo(RunProgress.Bound.STEP);
    }

    @ParameterizedTest
    @CsvSource({"100, 200, 1000, 10000", "0, 250, 1000, 4000"})
    void timeToClearIsWhatWaitsOverWhatIsGained(
            double arriving, double passed, long waiting, long millis) {
        assertThat(new Pace(arriving, passed).timeToClear(waiting))
                .contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"200, 200", "200, 100", "100, 100.000000001"})
    void aStreamAsFastAsTheRunDoesNotClear(double arriving, double passed) {
        assertThat(new Pace(arriving, passed).timeToClear(1000)).isEmpty();
    }

    @Test
    void nothingWaitingIsClearWhateverThePace() {
        Lag lag =
                Lag.of(
                        Progress.learning().behind(0, 0).now(),
                        Optional.of(new Pace(100, 0)),
                        Duration.ZERO,
                        NOW);

        assertThat(lag.clear()).contains(Duration.ZERO);
    }
}
