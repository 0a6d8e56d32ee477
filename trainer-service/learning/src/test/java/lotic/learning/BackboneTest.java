package lotic.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import lotic.learning.Backbone.FeatureMap;
import lotic.learning.ops.Arithmetic;
import lotic.learning.ops.Eager;
import lotic.learning.ops.Interpreter;
import lotic.learning.ops.Interpreter.Input;
import lotic.learning.ops.Mode;
import lotic.learning.ops.Ops;
import lotic.learning.ops.Shape;
import lotic.learning.ops.Shapes;
import lotic.learning.ops.StateArrays;
import lotic.learning.recipe.TrunkSpec;
import lotic.learning.state.StateTree;
import lotic.learning.trunk.Trunk;
import lotic.learning.trunk.View;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
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

    @Test
    void mapsOfAllStagesAreThoseOfTheReference() {
        StateTree state = state();
        ByteBuffer pixels = TinyRun.pixels(new Random(5), 2 * 96 * 64 * 3);
        List<double[]> expected = reference(state, pixels, Shape.of(2, 96, 64, 3));
        try (Backbone backbone = Backbone.of(TRUNK, state, TinyRun.ONE_THREAD)) {
            List<FeatureMap> maps = backbone.maps(pixels, 2, 96, 64);

            assertThat(maps).hasSameSizeAs(expected);
            for (int stage = 0; stage < maps.size(); stage++) {
                float[] values = maps.get(stage).values();
                double[] wanted = expected.get(stage);
                assertThat(values).as("stage %d", stage).hasSameSizeAs(wanted);
                double largest = 0;
                double off = 0;
                for (int i = 0; i < wanted.length; i++) {
                    largest = Math.max(largest, Math.abs(wanted[i]));
                    off = Math.max(off, Math.abs(values[i] - wanted[i]));
                }
                // Both in float32, in different orders.
                assertThat(off).as("stage %d", stage).isLessThan(1e-5 * largest);
            }
        }
    }

    /// The maps by the reference interpreter, row-major.
    private static List<double[]> reference(StateTree state, ByteBuffer pixels, Shape input) {
        Trunk trunk = Trunk.of(TRUNK);
        Shapes shapes = new Shapes();
        stages(trunk, shapes, Shapes.Value.of(input.toArray()));
        try (StateArrays arrays =
                StateArrays.fresh(shapes.layout(), Arithmetic.FLOAT32, Device.cpu(), 0)) {
            StateTransfer.restore(arrays.slots(), arrays, state);
            try (NDManager scope = arrays.newScope();
                    Eager eager = Eager.over(arrays, Mode.SERVING, Map.of())) {
                NDArray bytes = Input.of(pixels, input.toArray()).in(scope, arrays);
                return stages(trunk, eager, bytes).stream().map(Interpreter::numbers).toList();
            }
        }
    }

    private static <T> List<T> stages(Trunk trunk, Ops<T> ops, T bytes) {
        View<T> view = new View<>(ops.pixels(bytes), 1);
        return trunk.forward(ops.in("trunk/"), List.of(view)).getFirst().stages();
    }

    private static StateTree state() {
        try (Learner learner = Learner.fresh(TinyRun.RECIPE, TinyRun.ONE_THREAD)) {
            learner.step(TinyRun.batch(1));
            return learner.state(Optional.empty());
        }
    }
}
