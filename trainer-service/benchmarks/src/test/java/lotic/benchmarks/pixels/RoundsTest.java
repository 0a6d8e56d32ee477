package lotic.benchmarks.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.benchmarks.Spread;
import lotic.benchmarks.pixels.Rounds.Round;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class RoundsTest {

    private static final long MS = 1_000_000;

    private final Rounds rounds =
            new Rounds(
                    Map.of(
                            "fast",
                            List.of(
                                    new Round(100, 100 * MS, 50 * MS),
                                    new Round(100, 200 * MS, 100 * MS),
                                    new Round(100, 100 * MS, 50 * MS)),
                            "slow",
                            List.of(
                                    new Round(100, 400 * MS, 200 * MS),
                                    new Round(100, 400 * MS, 200 * MS),
                                    new Round(100, 400 * MS, 250 * MS))));

    @Test
    void theClockAndTheCoreAreToldApart() {
        assertThat(rounds.imagesPerS("fast")).isEqualTo(new Spread(1000, 500, 1000));
        assertThat(rounds.imagesPerCoreS("fast")).isEqualTo(new Spread(2000, 1000, 2000));
    }

    @Test
    void sharesAreTakenWithinARound() {
        assertThat(rounds.share("slow", "fast")).isEqualTo(new Spread(0.25, 0.2, 0.5));
    }
}
