package lotic.learning;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.learning.state.StateTree;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class LearnerTest {

    @Test
    void aRestoredLearnerGoesOnToTheBit() {
        try (Learner learner = Learner.fresh(TinyRun.RECIPE, TinyRun.ONE_THREAD)) {
            for (int i = 0; i < 3; i++) {
                learner.step(TinyRun.batch(i));
            }
            StateTree state = learner.state(Optional.empty());
            try (Learner restored = Learner.restored(TinyRun.RECIPE, TinyRun.ONE_THREAD, state)) {
                for (int i = 3; i < 6; i++) {
                    StepOutcome expected = learner.step(TinyRun.batch(i));
                    assertThat(restored.step(TinyRun.batch(i))).isEqualTo(expected);
                }
                assertThat(restored.state(Optional.empty()))
                        .usingRecursiveComparison()
                        .isEqualTo(learner.state(Optional.empty()));
            }
        }
    }
}
