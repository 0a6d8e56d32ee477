package lotic.benchmarks.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.pixels.Augmentation;

import org.junit.jupiter.api.Test;

import java.util.List;

class StagesTest {

    @Test
    void theLastStageIsAllOfItAndEachAddsOneDistortion() {
        List<Augmentation> stages = List.copyOf(Stages.of(Augmentation.SWAV).values());

        assertThat(stages.getLast()).isEqualTo(Augmentation.SWAV);
        assertThat(stages)
                .extracting(
                        it -> List.of(it.flip() > 0, it.jitter() > 0, it.grey() > 0, it.blur() > 0))
                .containsExactly(
                        List.of(false, false, false, false),
                        List.of(true, false, false, false),
                        List.of(true, true, false, false),
                        List.of(true, true, true, false),
                        List.of(true, true, true, true));
    }
}
