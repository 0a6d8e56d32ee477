package lotic.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class LinearProbeTest {

    private static final LinearProbe PLAIN =
            new LinearProbe(3, 8, 0.5, new EpochSchedule.Cosine(), 0.9, false, 1e-3, Scaling.NONE);

    @Test
    void classesThatAreApartAreToldApart() throws Exception {
        LabelledFeatures known = Clouds.of(600, 12, 10, 0.3, 1);
        LabelledFeatures test = Clouds.of(400, 12, 10, 0.3, 2);

        for (LinearProbe probe : List.of(LinearProbe.SWAV, LinearProbe.VISSL)) {
            assertThat(probe.fit(known, 0, _ -> {}).accuracy(test)).as("%s", probe).isEqualTo(1);
        }
    }

    /// A step without momentum moves each weight by the slope of the loss, which small changes of
    /// the weight show.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aStepGoesAgainstTheGradient(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int dimension = random.nextInt(1, 12);
        int classes = random.nextInt(2, 6);
        int images = random.nextInt(1, 9);
        LabelledFeatures some = Clouds.of(images, dimension, classes, 2, seed);
        LinearProbe probe =
                new LinearProbe(1, 8, 1, new EpochSchedule.Cosine(), 0, false, 0.1, Scaling.NONE);
        SoftmaxRegression model = new SoftmaxRegression(dimension, classes, 8, 0.5, random);
        int[] rows = IntStream.range(0, images).toArray();
        double[] before = doubles(model.weights());
        model.load(some.looks().getFirst(), rows, ChannelScale.none(dimension));

        double loss = model.step(some.labels(), rows, 1, probe);

        assertThat(loss).isCloseTo(Reference.loss(before, some), within(1e-5));
        for (int i = 0; i < before.length; i++) {
            double slope = Reference.slope(before, i, some) + 0.1 * before[i];
            // float32 sums of at most 8 images
            assertThat(before[i] - model.weights()[i]).isCloseTo(slope, within(1e-5));
        }
    }

    /// The same training, written plainly in double precision.
    @ParameterizedTest
    @CsvSource({"false, 0, NONE", "false, 0.9, NONE", "true, 0.9, NONE", "true, 0.9, STANDARDISED"})
    void trainingIsThatOfTheTextbook(boolean nesterov, double momentum, Scaling scaling)
            throws Exception {
        LabelledFeatures known = Clouds.of(20, 5, 3, 1, 7);
        LinearProbe probe =
                new LinearProbe(
                        6,
                        32, // all at once, so that their order does not matter
                        0.5,
                        new EpochSchedule.Steps(List.of(2, 4), 0.1),
                        momentum,
                        nesterov,
                        0.01,
                        scaling);
        double[] weights =
                doubles(new SoftmaxRegression(5, 3, 32, 0.01, new SplittableRandom(9)).weights());

        LinearClassifier learnt = probe.fit(known, 9, _ -> {});

        assertThat(doubles(learnt.weights()))
                .containsExactly(Reference.train(weights, known, probe), within(1e-5));
    }

    @Test
    void equalSeedsGiveEqualBitsAndOtherSeedsDoNot() throws Exception {
        LabelledFeatures known = Clouds.of(100, 7, 4, 1, 1);

        float[] once = PLAIN.fit(known, 5, _ -> {}).weights();

        assertThat(PLAIN.fit(known, 5, _ -> {}).weights()).isEqualTo(once);
        assertThat(PLAIN.fit(known, 6, _ -> {}).weights()).isNotEqualTo(once);
    }

    @Test
    void epochsLearnFromOneLookAfterTheOther() throws Exception {
        Features first = Clouds.of(40, 5, 3, 1, 1).looks().getFirst();
        Features second = Clouds.of(40, 5, 3, 1, 2).looks().getFirst();
        int[] labels = Clouds.of(40, 5, 3, 1, 1).labels();
        var both = new LabelledFeatures(List.of(first, second), labels, 3);
        var again = new LabelledFeatures(List.of(first, second, first), labels, 3);

        float[] ofTwo = PLAIN.fit(both, 5, _ -> {}).weights();

        assertThat(PLAIN.fit(again, 5, _ -> {}).weights()).isEqualTo(ofTwo);
        assertThat(PLAIN.fit(LabelledFeatures.of(first, labels, 3), 5, _ -> {}).weights())
                .isNotEqualTo(ofTwo);
    }

    @Test
    void standardisedFeaturesMayHaveAnyUnit() throws Exception {
        LabelledFeatures known = Clouds.of(300, 6, 5, 0.6, 1);
        LabelledFeatures test = Clouds.of(300, 6, 5, 0.6, 2);

        double plain = LinearProbe.VISSL.fit(known, 0, _ -> {}).accuracy(test);
        double large =
                LinearProbe.VISSL.fit(times1024(known), 0, _ -> {}).accuracy(times1024(test));

        // Epsilon beside the variance weighs less.
        assertThat(large).isCloseTo(plain, within(0.01));
    }

    private static LabelledFeatures times1024(LabelledFeatures images) {
        float[] values = images.looks().getFirst().values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= 1024;
        }
        return LabelledFeatures.of(
                new Features(images.images(), images.dimension(), values),
                images.labels(),
                images.classes());
    }

    @Test
    void theRateFollowsThePublishedCourses() {
        EpochSchedule cosine = LinearProbe.SWAV.schedule();
        EpochSchedule steps = LinearProbe.VISSL.schedule();

        assertThat(cosine.factor(0, 100)).isEqualTo(1);
        assertThat(cosine.factor(50, 100)).isCloseTo(0.5, within(1e-12));
        assertThat(cosine.factor(99, 100)).isCloseTo(0.000246719817, within(1e-10));
        assertThat(steps.factor(7, 28)).isEqualTo(1);
        assertThat(steps.factor(8, 28)).isEqualTo(0.1);
        assertThat(steps.factor(27, 28)).isCloseTo(0.001, within(1e-15));
    }

    @Test
    void itTellsEachEpochAndEndsWhenInterrupted() throws Exception {
        List<Integer> told = new ArrayList<>();
        LabelledFeatures known = Clouds.of(20, 3, 2, 1, 1);

        PLAIN.fit(known, 0, told::add);

        assertThat(told).containsExactly(1, 2, 3);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> PLAIN.fit(known, 0, told::add))
                .isInstanceOf(InterruptedException.class);
        assertThat(told).hasSize(3);
    }

    @Test
    void whatCannotBeLearntFromIsRefused() {
        assertThatThrownBy(() -> LabelledFeatures.of(features(2), new int[3], 2))
                .hasMessage("2 images with 1 features each do not go with 3 labels and 1 features");
        assertThatThrownBy(() -> LabelledFeatures.of(features(2), new int[] {0, 2}, 2))
                .hasMessage("label 2 is none of 2 classes");
        assertThatThrownBy(
                        () ->
                                new LinearProbe(
                                        1,
                                        1,
                                        Double.NaN,
                                        new EpochSchedule.Cosine(),
                                        0,
                                        false,
                                        0,
                                        Scaling.NONE))
                .hasMessageContaining("rate NaN");
    }

    private static Features features(int rows) {
        return new Features(rows, 1, new float[rows]);
    }

    private static double[] doubles(float[] numbers) {
        return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
    }

    /// Softmax regression by the formula.
    private static final class Reference {

        static double loss(double[] weights, LabelledFeatures images) {
            Features x = images.looks().getFirst();
            int width = x.dimension() + 1;
            double loss = 0;
            for (int row = 0; row < x.rows(); row++) {
                double sum = 0;
                double own = 0;
                for (int c = 0; c < images.classes(); c++) {
                    double score = weights[c * width + width - 1];
                    for (int i = 0; i < x.dimension(); i++) {
                        score += weights[c * width + i] * x.values()[row * x.dimension() + i];
                    }
                    sum += Math.exp(score);
                    own = c == images.labels()[row] ? score : own;
                }
                loss += (Math.log(sum) - own) / x.rows();
            }
            return loss;
        }

        static double slope(double[] weights, int at, LabelledFeatures images) {
            double step = 1e-4;
            double[] up = weights.clone();
            double[] down = weights.clone();
            up[at] += step;
            down[at] -= step;
            return (loss(up, images) - loss(down, images)) / (2 * step);
        }

        /// PyTorch's SGD, `torch.optim.SGD`, without dampening.
        static double[] train(double[] fresh, LabelledFeatures images, LinearProbe probe) {
            double[] w = fresh.clone();
            double[] v = new double[w.length];
            LabelledFeatures seen = probe.scaling() == Scaling.NONE ? images : standardised(images);
            for (int epoch = 0; epoch < probe.epochs(); epoch++) {
                double rate = probe.rate() * probe.schedule().factor(epoch, probe.epochs());
                double[] before = w.clone();
                for (int i = 0; i < w.length; i++) {
                    double g = slope(before, i, seen) + probe.weightDecay() * before[i];
                    v[i] = probe.momentum() * v[i] + g;
                    w[i] -= rate * (probe.nesterov() ? g + probe.momentum() * v[i] : v[i]);
                }
            }
            return w;
        }

        private static LabelledFeatures standardised(LabelledFeatures images) {
            Features x = images.looks().getFirst();
            float[] values = x.values().clone();
            for (int i = 0; i < x.dimension(); i++) {
                double mean = 0;
                double square = 0;
                for (int row = 0; row < x.rows(); row++) {
                    double value = values[row * x.dimension() + i];
                    mean += value / x.rows();
                    square += value * value / x.rows();
                }
                for (int row = 0; row < x.rows(); row++) {
                    int at = row * x.dimension() + i;
                    values[at] =
                            (float) ((values[at] - mean) / Math.sqrt(square - mean * mean + 1e-5));
                }
            }
            return LabelledFeatures.of(
                    new Features(x.rows(), x.dimension(), values),
                    images.labels(),
                    images.classes());
        }
    }
}
