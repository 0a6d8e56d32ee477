package lotic.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// The random parameters have the distributions that SwAV's code gives them.
class DistortionTest {

    private static final int COUNT = 40_000;

    private final List<Distortion> drawn =
            IntStream.range(0, COUNT)
                    .mapToObj(i -> new Draws(new ViewSeed(5, 0, i, 0), 0))
                    .map(draws -> Distortion.draw(Augmentation.SWAV, draws))
                    .toList();
    private final List<ColourJitter> jitters =
            drawn.stream().map(Distortion::jitter).flatMap(Optional::stream).toList();

    @Test
    void everyDistortionHasItsProbability() {
        assertProbability(Distortion::mirrored, 0.5);
        assertProbability(it -> it.jitter().isPresent(), 0.8);
        assertProbability(Distortion::grey, 0.2);
        assertProbability(it -> it.blurRadius().isPresent(), 0.5);
    }

    @Test
    void distortionsAreDrawnIndependently() {
        assertProbability(it -> it.mirrored() && it.grey(), 0.5 * 0.2);
        assertProbability(it -> it.grey() && it.blurRadius().isPresent(), 0.2 * 0.5);
        assertProbability(it -> it.jitter().isPresent() && it.grey(), 0.8 * 0.2);
        assertProbability(it -> it.mirrored() && it.blurRadius().isPresent(), 0.5 * 0.5);
    }

    @Test
    void theBlursRadiusIsUniform() {
        assertUniform(
                drawn.stream().flatMapToDouble(it -> it.blurRadius().stream()).toArray(), 0.1, 2);
    }

    @Test
    void theFactorsOfTheJitterAreUniform() {
        assertFactor(ColourJitter::brightness, 0.2, 1.8);
        assertFactor(ColourJitter::contrast, 0.2, 1.8);
        assertFactor(ColourJitter::saturation, 0.2, 1.8);
    }

    /// torchvision cuts 255 times a number of U(-0.2, 0.2) off to an integer, towards 0.
    @Test
    void theHueTurnsByWholeStepsOfAUniformNumber() {
        int[] counts = new int[103];
        jitters.forEach(it -> counts[51 + it.hueSteps()]++);

        assertThat(counts[0]).as("51 steps are the very end, which is never drawn").isZero();
        assertThat(counts[51])
                .as("no turn, from both sides")
                .isCloseTo(2 * perStep(), fiveDeviations());
        for (int steps = 1; steps <= 50; steps++) {
            assertThat(counts[51 + steps]).isCloseTo(perStep(), fiveDeviations());
            assertThat(counts[51 - steps]).isCloseTo(perStep(), fiveDeviations());
        }
    }

    private int perStep() {
        return jitters.size() / 102;
    }

    private Offset<Integer> fiveDeviations() {
        return Offset.offset((int) (5 * Math.sqrt(2.0 * perStep())));
    }

    private void assertProbability(Predicate<Distortion> is, double probability) {
        double share = (double) drawn.stream().filter(is).count() / COUNT;
        double deviation = Math.sqrt(probability * (1 - probability) / COUNT);

        assertThat(share).isBetween(probability - 5 * deviation, probability + 5 * deviation);
    }

    private void assertFactor(ToDoubleFunction<ColourJitter> factor, double from, double to) {
        assertUniform(jitters.stream().mapToDouble(factor).toArray(), from, to);
    }

    /// Kolmogorov's test; 2.3 / √n is passed with a probability of 5e-5.
    private static void assertUniform(double[] values, double from, double to) {
        Arrays.sort(values);
        int n = values.length;
        double farthest = 0;
        for (int i = 0; i < n; i++) {
            double expected = (values[i] - from) / (to - from);
            farthest = Math.max(farthest, Math.abs(expected - (i + 0.5) / n) + 0.5 / n);
        }

        assertThat(values[0]).isGreaterThanOrEqualTo((float) from);
        assertThat(values[n - 1]).isLessThanOrEqualTo((float) to);
        assertThat(farthest * Math.sqrt(n)).isLessThan(2.3);
    }
}
