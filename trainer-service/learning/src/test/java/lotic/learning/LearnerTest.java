package lotic.learning;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.learning.ops.Activations;
import lotic.learning.recipe.MemorySpec;
import lotic.learning.recipe.Precision;
import lotic.learning.recipe.Recipe;
import lotic.learning.state.StateTree;
import lotic.pixels.CropGroup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class LearnerTest {

    static Stream<List<CropGroup>> groups() {
        CropGroup large = new CropGroup(2, 32, 0.2, 1);
        return Stream.of(
                List.of(large),
                List.of(large, new CropGroup(3, 24, 0.1, 0.4), new CropGroup(1, 16, 0.05, 0.2)));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void anyNumberOfCropGroupsIsLearntFrom(List<CropGroup> groups) {
        Recipe recipe = TinyRun.recipe(Precision.FP32, groups);
        try (Learner learner = Learner.fresh(recipe, TinyRun.ONE_THREAD)) {
            StepOutcome outcome = learner.step(TinyRun.batch(recipe, 1));

            assertThat(outcome.applied()).isTrue();
            assertThat(outcome.loss()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void recomputedActivationsGiveTheSameBits(int microBatches) {
        List<CropGroup> groups = groups().toList().getLast();
        MemorySpec keeping = new MemorySpec(Activations.KEPT, microBatches);
        MemorySpec recomputing = new MemorySpec(Activations.RECOMPUTED, microBatches);
        Recipe kept = TinyRun.recipe(Precision.FP32, groups, keeping);
        Recipe recomputed = TinyRun.recipe(Precision.FP32, groups, recomputing);
        try (Learner one = Learner.fresh(kept, TinyRun.ONE_THREAD);
                Learner other = Learner.fresh(recomputed, TinyRun.ONE_THREAD)) {
            for (int i = 0; i < 3; i++) {
                CropBatch batch = TinyRun.batch(kept, i);
                StepOutcome expected = one.step(batch);

                assertThat(expected.applied()).isTrue();
                assertThat(other.step(batch)).isEqualTo(expected);
            }
            assertThat(other.state(Optional.empty()))
                    .usingRecursiveComparison()
                    .isEqualTo(one.state(Optional.empty()));
        }
    }

    @Test
    void idlePrototypesBeginAnewWhereImagesAre() {
        Recipe recipe = TinyRun.reseeding(1, 1);
        try (Learner learner = Learner.fresh(recipe, TinyRun.ONE_THREAD)) {
            double reseeded = 0;
            for (int i = 0; reseeded == 0; i++) {
                assertThat(i).as("steps until a prototype of 40 was idle").isLessThan(12);
                reseeded = reseeded(learner, TinyRun.batch(recipe, i));
                assertThat(i < 2 ? reseeded : 0).as("prototypes are frozen").isZero();
            }

            StateTree after = learner.state(Optional.empty());
            float[] idleAfter = numbers(after, "objective/reseeding.idle");
            float[] places = numbers(after, "objective/reseeding.places");
            float[] weights = numbers(after, "objective/prototypes.weight");
            float[] momentum = numbers(after, "optimizer/momentum/objective/prototypes.weight");
            int found = 0;
            for (int k = 0; k < 40; k++) {
                float[] place = Arrays.copyOfRange(places, k * 16, (k + 1) * 16);
                float[] weight = Arrays.copyOfRange(weights, k * 16, (k + 1) * 16);
                if (Arrays.equals(weight, place)) {
                    found++;
                    assertThat(idleAfter[k]).isZero();
                    assertThat(Arrays.copyOfRange(momentum, k * 16, (k + 1) * 16)).containsOnly(0);
                }
            }
            assertThat(found).isEqualTo((int) reseeded);
        }
    }

    private static double reseeded(Learner learner, CropBatch batch) {
        return learner.step(batch).signals().get("prototypes.reseeded");
    }

    private static float[] numbers(StateTree state, String name) {
        FloatBuffer values = state.tensors().get(name).data().asFloatBuffer();
        float[] numbers = new float[values.remaining()];
        values.get(numbers);
        return numbers;
    }

    @Test
    void aLossScaleThatIsTooLargeIsHalvedAndNothingElseChanges() {
        Recipe recipe = TinyRun.recipe(Precision.FP16, List.of(new CropGroup(2, 16, 0.2, 1)));
        try (Learner learner = Learner.fresh(recipe, TinyRun.ONE_THREAD)) {
            StateTree before = learner.state(Optional.empty());

            StepOutcome outcome = learner.step(TinyRun.batch(recipe, 1));

            assertThat(outcome.applied()).isFalse();
            assertThat(outcome.signals()).containsEntry(StepOutcome.LOSS_SCALE, 65_536.0);
            assertThat(outcome.events()).isEmpty();
            StateTree after = learner.state(Optional.empty());
            assertThat(after.tensors()).usingRecursiveComparison().isEqualTo(before.tensors());
            try (Learner restored = Learner.restored(recipe, TinyRun.ONE_THREAD, after)) {
                assertThat(restored.step(TinyRun.batch(recipe, 2)).signals())
                        .containsEntry(StepOutcome.LOSS_SCALE, 32_768.0);
            }
        }
    }

    static Stream<Recipe> recipes() {
        return Stream.of(TinyRun.RECIPE, TinyRun.reseeding(2, 1), TinyRun.reseeding(2, 2));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void aRestoredLearnerGoesOnToTheBit(Recipe recipe) {
        try (Learner learner = Learner.fresh(recipe, TinyRun.ONE_THREAD)) {
            for (int i = 0; i < 3; i++) {
                learner.step(TinyRun.batch(recipe, i));
            }
            StateTree state = learner.state(Optional.empty());
            try (Learner restored = Learner.restored(recipe, TinyRun.ONE_THREAD, state)) {
                for (int i = 3; i < 6; i++) {
                    StepOutcome expected = learner.step(TinyRun.batch(recipe, i));
                    assertThat(restored.step(TinyRun.batch(recipe, i))).isEqualTo(expected);
                }
                assertThat(restored.state(Optional.empty()))
                        .usingRecursiveComparison()
                        .isEqualTo(learner.state(Optional.empty()));
            }
        }
    }
}
