package lotic.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.learning.recipe.Presets;
import lotic.pixels.EvaluationView;
import lotic.pixels.EvaluationView.Interpolation;

import org.junit.jupiter.api.Test;

class TimmConfigTest {

    @Test
    void readersComeBackToTheSideThatWasResizedTo() {
        for (int resize = 1; resize <= 600; resize++) {
            for (int size = 1; size <= resize; size += 7) {
                double share =
                        TimmConfig.cropShare(
                                new EvaluationView(resize, size, Interpolation.BICUBIC));

                assertThat((int) Math.floor(size / share)).isEqualTo(resize);
                assertThat(share).isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    void thePublishedViewHasThePublishedShare() {
        EvaluationView published = new EvaluationView(256, 224, Interpolation.BICUBIC);

        assertThat(TimmConfig.cropShare(published)).isEqualTo(0.875);
        assertThat(TimmConfig.preprocessor(published).get("resample").intValue()).isEqualTo(3);
    }

    /// With either, transformers would load its own RegNet and find none of its names.
    @Test
    void nothingLeadsTransformersAwayFromTimm() {
        var config = TimmConfig.model(Presets.named("seer", 1), 7392);

        assertThat(config.has("model_type")).isFalse();
        assertThat(config.has("architectures")).isFalse();
        assertThat(config.has("pretrained_cfg")).isTrue();
    }
}
