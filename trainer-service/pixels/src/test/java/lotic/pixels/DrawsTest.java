package lotic.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

class DrawsTest {

    private static final int COUNT = 100_000;

    /// A resumed run must draw what it drew before, also after an update of Lotic.
    @Test
    void drawsNeverChange() {
        Draws draws = new Draws(new ViewSeed(42, 7, 1_234_567_890_123L, 2), 5);

        assertThat(draws.uniform(0, 1)).isEqualTo(0.17748359040848627);
        assertThat(draws.below(1_000_000)).isEqualTo(853_946);
        assertThat(draws.chance(0.5)).isTrue();
    }

    @Test
    void consecutiveDrawsAreUniform() {
        Draws draws = new Draws(new ViewSeed(1, 2, 3, 0), 0);

        assertUniform(IntStream.range(0, COUNT).map(i -> draws.below(16)).toArray());
    }

    @Test
    void firstDrawsOfNeighbouringOffsetsAreUniform() {
        assertUniform(
                IntStream.range(0, COUNT)
                        .map(i -> new Draws(new ViewSeed(1, 2, i, 0), 0).below(16))
                        .toArray());
    }

    @Test
    void neighbouringOffsetsAndViewsAreUncorrelated() {
        double[] draws =
                IntStream.range(0, COUNT)
                        .mapToDouble(
                                i -> new Draws(new ViewSeed(1, 2, i / 6, 0), i % 6).uniform(-1, 1))
                        .toArray();

        for (int apart : new int[] {1, 2, 6, 12}) {
            double correlation =
                    IntStream.range(0, COUNT - apart)
                                    .mapToDouble(i -> draws[i] * draws[i + apart])
                                    .sum()
                            * 3
                            / COUNT;
            assertThat(correlation).isCloseTo(0, within(5 / Math.sqrt(COUNT)));
        }
    }

    @Test
    void chancesOfZeroAndOneAreCertain() {
        Draws draws = new Draws(new ViewSeed(0, 0, 0, 0), 0);

        assertThat(IntStream.range(0, 1_000).filter(i -> draws.chance(0))).isEmpty();
        assertThat(IntStream.range(0, 1_000).filter(i -> draws.chance(1))).hasSize(1_000);
    }

    /// Pearson's test with 15 degrees of freedom; 45 is passed with a probability of 1e-4.
    private static void assertUniform(int[] sixteenths) {
        int[] counts = new int[16];
        for (int value : sixteenths) {
            counts[value]++;
        }
        double expected = sixteenths.length / 16.0;
        double statistic =
                IntStream.of(counts)
                        .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                        .sum();
        assertThat(statistic).isLessThan(45);
    }
}
