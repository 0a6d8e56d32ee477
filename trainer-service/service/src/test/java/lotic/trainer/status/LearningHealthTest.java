package lotic.trainer.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningHealthTest {

    /// ln K of 24 prototypes is 3.178; the preset freezes them for 3 steps.
    @ParameterizedTest
    @CsvSource({
        "302, 3.18, YOUNG",
        "303, 3.18, COLLAPSED",
        "303, 3.13, COLLAPSED",
        "303, 3.12, HEALTHY",
        "303, 5.60, COLLAPSED",
        "1, 1.00, YOUNG"
    })
    void aLossThatStaysAtLnKIsCollapse(long step, double loss, LearningHealth.State state) {
        LearningHealth health = LearningHealth.of(Progress.learning().step(step).loss(loss).now());

        assertThat(health.state()).isEqualTo(state);
    }
}
