package lotic.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;

class ColourJitterTest {

    @Test
    void everyOrderIsEquallyFrequent() {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0; i < 24_000; i++) {
            counts.merge(draw(1, i).order(), 1, Integer::sum);
        }

        assertThat(counts).hasSize(24);
        // Six standard deviations of a count around 1000.
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(810, 1190));
    }

    @Test
    void factorsKeepTheBoundsOfTheStrength() {
        for (int i = 0; i < 2_000; i++) {
            ColourJitter jitter = draw(0.5, i);

            assertThat(jitter.brightness()).isBetween(0.6f, 1.4f);
            assertThat(jitter.contrast()).isBetween(0.6f, 1.4f);
            assertThat(jitter.saturation()).isBetween(0.6f, 1.4f);
            assertThat(jitter.hueSteps()).isBetween(-25, 25);
        }
    }

    @Test
    void aStrengthOfZeroChangesNothing() {
        PixelBuffer picture = PillowFixture.picture("small");

        draw(0, 1).apply(picture, new Colour());

        // Hue still goes through HSV and back, as in Pillow.
        assertThat(PillowFixture.interleaved(picture))
                .isEqualTo(PillowFixture.interleaved(PillowFixture.picture("hue_0.0")));
    }

    private static ColourJitter draw(double strength, int offset) {
        return ColourJitter.draw(strength, new Draws(new ViewSeed(3, 0, offset, 0), 0));
    }
}
