package lotic.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import lotic.learning.Backbone.FeatureMap;
import lotic.learning.ops.Shape;
import lotic.learning.recipe.TrunkSpec;
import lotic.learning.state.StateTree;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class BackboneTest {

    private static final TrunkSpec TRUNK = new TrunkSpec.RegNetY("regnety_002");
    private static final int SIZE = 64;

    @Test
    void mapsOfTheLastStageAveragedAreThePooledFeatures() {
        StateTree state = state();
        ByteBuffer pixels = TinyRun.pixels(new Random(5), 2 * SIZE * SIZE * 3);
        try (Backbone backbone = Backbone.of(TRUNK, state, TinyRun.ONE_THREAD);
                Embedder embedder = Embedder.of(TRUNK, SIZE, state, TinyRun.ONE_THREAD)) {
            FeatureMap last = backbone.maps(pixels, 2, SIZE, SIZE).getLast();
            float[] pooled = embedder.embed(pixels, 2);

            int area = Math.toIntExact(last.shape().axis(2) * last.shape().axis(3));
            for (int i = 0; i < pooled.length; i++) {
                double mean = 0;
                for (int p = 0; p < area; p++) {
                    mean += last.values()[i * area + p] / area;
                }
                assertThat((double) pooled[i]).isCloseTo(mean, within(1e-5));
            }
        }
    }

    @Test
    void eachStageHalvesTheResolution() {
        ByteBuffer pixels = TinyRun.pixels(new Random(5), 2 * 96 * 64 * 3);
        try (Backbone backbone = Backbone.of(TRUNK, state(), TinyRun.ONE_THREAD)) {
            List<FeatureMap> maps = backbone.maps(pixels, 2, 96, 64);

            assertThat(maps)
                    .extracting(FeatureMap::shape)
                    .containsExactly(
                            Shape.of(2, 32, 48, 32),
                            Shape.of(2, 24, 24, 16),
                            Shape.of(2, 56, 12, 8),
                            Shape.of(2, 152, 6, 4),
                            Shape.of(2, 368, 3, 2));
            assertThat(maps)
                    .allSatisfy(map -> assertThat(map.values()).hasSize((int) map.shape().size()));
            assertThatThrownBy(() -> backbone.maps(pixels, 3, 96, 64))
                    .hasMessageContaining("3 images of 96 x 64 pixels take a direct buffer");
        }
    }

    private static StateTree state() {
        try (Learner learner = Learner.fresh(TinyRun.RECIPE, TinyRun.ONE_THREAD)) {
            learner.step(TinyRun.batch(1));
            return learner.state(Optional.empty());
        }
    }
}
