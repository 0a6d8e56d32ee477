package lotic.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.learning.FineTuner.Rates;
import lotic.learning.recipe.OptimizerSpec;
import lotic.learning.recipe.TrunkSpec;
import lotic.learning.state.StateTree;
import lotic.learning.state.Tensor;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

class FineTunerTest {

    private static final int SIZE = 32;

    /// Batch-norms of the last stage see one pixel an image: with half as many, learning is luck.
    private static final int[] LABELS = IntStream.range(0, 24).map(image -> image % 3).toArray();

    private static final OptimizerSpec.Sgd SGD = new OptimizerSpec.Sgd(0.9, 1e-4, false);

    private static StateTree trunk;

    @BeforeAll
    static void beginWithAFreshTrunk() {
        try (Learner learner = Learner.fresh(TinyRun.RECIPE, TinyRun.ONE_THREAD)) {
            trunk = learner.state(Optional.empty());
        }
    }

    @Test
    void learnsWhatItsTrunkDidNotTellApart() {
        try (FineTuner tuner = tuner(trunk)) {
            double first = tuner.step(stripes(0), LABELS, rates(0.005));
            double late = 0;
            for (int step = 1; step < 60; step++) {
                double loss = tuner.step(stripes(step), LABELS, rates(0.005));
                late += step < 50 ? 0 : loss / 10;
            }

            assertThat(first).isBetween(0.8, 1.6); // guessing is ln 3 = 1.1
            assertThat(late).isLessThan(0.7);
            assertThat(right(tuner.predict(stripes(1000), LABELS.length)))
                    .as("of 24, of which guessing gets 8")
                    .isGreaterThanOrEqualTo(18);
        }
    }

    @Test
    void theSameStepsGiveTheSameBits() {
        try (FineTuner one = tuner(trunk);
                FineTuner other = tuner(trunk)) {
            for (int step = 0; step < 3; step++) {
                assertThat(other.step(stripes(step), LABELS, rates(0.05)))
                        .isEqualTo(one.step(stripes(step), LABELS, rates(0.05)));
            }
        }
    }

    @Test
    void aSmallerLastBatchIsLearntFromToo() {
        try (FineTuner tuner = tuner(trunk)) {
            assertThat(tuner.step(stripes(0), LABELS, rates(0.05))).isPositive();
            assertThat(tuner.step(stripes(0), new int[] {0, 1}, rates(0.05))).isPositive();
        }
    }

    /// A trunk of zeros gives zeros and passes no gradient back: only the classifier's biases can
    /// learn that all images are of one class.
    @Test
    void theClassifierLearnsAtItsOwnRate() {
        assertThat(progress(zeros(), new Rates(0.5, 0))).isZero();
        assertThat(progress(zeros(), new Rates(0, 0.5))).isGreaterThan(0.1);
    }

    @Test
    void theTrunkLearnsAtItsOwnRate() {
        assertThat(progress(trunk, new Rates(0, 0))).isZero();
        assertThat(progress(trunk, new Rates(1e-5, 0))).isPositive();
    }

    /// By how much a step lowers the loss on images that are all of the first class.
    private static double progress(StateTree state, Rates rates) {
        int[] first = new int[LABELS.length];
        try (FineTuner tuner = tuner(state)) {
            return tuner.step(stripes(0), first, rates) - tuner.step(stripes(0), first, rates);
        }
    }

    private static StateTree zeros() {
        SortedMap<String, Tensor> zeros = new TreeMap<>();
        trunk.tensors()
                .forEach(
                        (name, tensor) ->
                                zeros.put(
                                        name,
                                        new Tensor(
                                                tensor.type(),
                                                tensor.shape(),
                                                ByteBuffer.allocateDirect((int) tensor.bytes()))));
        return new StateTree(zeros, trunk.values());
    }

    @Test
    void weightsOfAnotherTrunkAreRefused() {
        assertThatThrownBy(() -> tuner(new StateTree(new TreeMap<>(), new TreeMap<>())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trunk/stem.conv.weight is missing");
    }

    private static FineTuner tuner(StateTree state) {
        return FineTuner.of(
                new TrunkSpec.RegNetY("regnety_002"), SIZE, 3, SGD, state, 2, TinyRun.ONE_THREAD);
    }

    private static Rates rates(double both) {
        return new Rates(both, both);
    }

    private static int right(int[] predictions) {
        int right = 0;
        for (int image = 0; image < predictions.length; image++) {
            right += predictions[image] == LABELS[image] ? 1 : 0;
        }
        return right;
    }

    /// Grey noise with stripes across, down or aslant, by class.
    private static ByteBuffer stripes(long seed) {
        Random random = new Random(seed);
        ByteBuffer pixels = ByteBuffer.allocateDirect(LABELS.length * SIZE * SIZE * 3);
        for (int label : LABELS) {
            int phase = random.nextInt(8);
            for (int y = 0; y < SIZE; y++) {
                for (int x = 0; x < SIZE; x++) {
                    int along = label == 0 ? x : label == 1 ? y : x + y;
                    int light = (along + phase) % 8 < 4 ? 180 : 60;
                    for (int channel = 0; channel < 3; channel++) {
                        pixels.put((byte) (light + random.nextInt(40)));
                    }
                }
            }
        }
        return pixels.flip();
    }
}
