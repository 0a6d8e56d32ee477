package lotic.pixels;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AugmentationTest {

    @ParameterizedTest
    @CsvSource({
        "1.1, 0.8, 1, 0.2, 0.5, 0.1, 2, flip is 1.1; give a probability",
        "0.5, -0.1, 1, 0.2, 0.5, 0.1, 2, jitter is -0.1; give a probability",
        "0.5, 0.8, 2.6, 0.2, 0.5, 0.1, 2, jitter_strength is 2.6; give 0 to 2.5",
        "0.5, 0.8, 1, NaN, 0.5, 0.1, 2, grey is NaN; give a probability",
        "0.5, 0.8, 1, 0.2, 5, 0.1, 2, blur is 5.0; give a probability",
        "0.5, 0.8, 1, 0.2, 0.5, 0, 2, the blur's radius is 0.0 to 2.0",
        "0.5, 0.8, 1, 0.2, 0.5, 3, 2, the blur's radius is 3.0 to 2.0",
    })
    void whatMakesNoSenseIsRefusedByName(
            double flip,
            double jitter,
            double strength,
            double grey,
            double blur,
            double minRadius,
            double maxRadius,
            String message) {
        assertThatThrownBy(
                        () ->
                                new Augmentation(
                                        flip, jitter, strength, grey, blur, minRadius, maxRadius))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
