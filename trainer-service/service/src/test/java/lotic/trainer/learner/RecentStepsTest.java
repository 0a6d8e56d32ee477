package lotic.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.learning.StepOutcome;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.RunProgress.Counts;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class RecentStepsTest {

    private static LearnerLoop.View view(List<StepOutcome> recent) {
        return new LearnerLoop.View(recent, Counts.NONE, Cursor.START, 0, false, true);
    }

    private static StepOutcome step(long number) {
        return new StepOutcome(number, true, 3, 0.6, Map.of(), List.of());
    }

    @Test
    void theLastHundredStepsAreKeptOldestFirst() {
        List<StepOutcome> recent = List.of();
        for (long number = 1; number <= 250; number++) {
            recent = view(recent).recentWith(step(number));
        }

        assertThat(recent).hasSize(100);
        assertThat(recent.getFirst()).isEqualTo(step(151));
        assertThat(view(recent).lastStep()).hasValue(step(250));
        assertThat(view(List.of()).lastStep()).isEqualTo(Optional.empty());
    }
}
