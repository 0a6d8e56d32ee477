package lotic.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class EndingTest {

    @Test
    void withoutAnEndItGoesOn() {
        assertThat(Ending.of(null, null).reached(1_000, Duration.ofDays(300))).isFalse();
    }

    @Test
    void eitherEndIsEnough() {
        Ending ending = Ending.of(2L, Duration.ofMinutes(5));

        assertThat(ending.reached(1, Duration.ofMinutes(4))).isFalse();
        assertThat(ending.reached(2, Duration.ofMinutes(4))).isTrue();
        assertThat(ending.reached(0, Duration.ofMinutes(5))).isTrue();
    }
}
