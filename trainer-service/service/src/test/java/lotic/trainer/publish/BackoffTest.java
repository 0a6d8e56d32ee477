package lotic.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Random;

class BackoffTest {

    @ParameterizedTest
    @CsvSource({"1, 500, 1000", "2, 1000, 2000", "5, 8000, 16000", "7, 30000, 60000"})
    void pausesDoubleUpToAMinuteAndVary(int failures, long leastMillis, long mostMillis) {
        Random random = new Random(7);

        for (int draw = 0; draw < 1000; draw++) {
            assertThat(Backoff.REGISTRY.after(failures, random).toMillis())
                    .isBetween(leastMillis, mostMillis);
        }
    }

    @Test
    void aWeekOfFailuresStillPausesAMinuteAtMost() {
        assertThat(Backoff.REGISTRY.after(1_000_000, new Random(7)))
                .isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
    }
}
