package lotic.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.trainer.SimulatedClock;
import lotic.trainer.run.RunProgress.Bound;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

class PaceTest {

    private final SimulatedClock clock = new SimulatedClock();
    private final Pace pace = new Pace(clock);

    /// The learner sleeps behind its call, and is woken when there is something to do.
    @Test
    void theSleepThatEndsWithAStepIsNoPartOfTheStep() {
        spend(Bound.STARVED, 1, 0);
        sleep(6);
        spend(Bound.STEP, 2, 64);

        assertThat(pace.totals())
                .isEqualTo(
                        Map.of(
                                Bound.STARVED, Duration.ofSeconds(7),
                                Bound.STEP, Duration.ofSeconds(2)));
        assertThat(pace.bound()).isEqualTo(Bound.STARVED);
        assertThat(pace.imagesPerSecond()).isEqualTo(64 / 9.0);
    }

    @Test
    void aLookBetweenTwoStepsIsNoWait() {
        spend(Bound.STEP, 2, 64);
        sleep(1);
        spend(Bound.STEP, 2, 64);

        assertThat(pace.totals()).isEqualTo(Map.of(Bound.STEP, Duration.ofSeconds(5)));
    }

    @Test
    void totalsReachBackBeyondTheWindow() {
        for (int i = 0; i < 100; i++) {
            spend(Bound.STEP, 1, 64);
        }

        assertThat(pace.totals()).isEqualTo(Map.of(Bound.STEP, Duration.ofSeconds(100)));
    }

    private void spend(Bound cause, long seconds, int images) {
        clock.advance(Duration.ofSeconds(seconds));
        pace.spent(cause, images);
    }

    private void sleep(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        pace.lookedUp();
    }
}
