package lotic.learning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class LossScaleTest {

    /// PyTorch's constants: 2^16 to begin with, growth 2 every 2000 finite steps, back-off 0.5.
    @Test
    void goesAsGradScalerDoes() {
        List<Double> factors = new ArrayList<>();
        LossScale scale = LossScale.INITIAL;
        factors.add(scale.factor());
        // Two overflows; 2000 finite steps; 1999, an overflow and 1999, which is no growth; one
        // more, which is.
        for (Run run :
                List.of(
                        new Run(2, false),
                        new Run(2000, true),
                        new Run(1999, true),
                        new Run(1, false),
                        new Run(1999, true),
                        new Run(1, true))) {
            for (int i = 0; i < run.steps(); i++) {
                scale = scale.after(run.finite());
            }
            factors.add(scale.factor());
        }

        assertThat(factors)
                .containsExactly(
                        65_536.0, 16_384.0, 32_768.0, 32_768.0, 16_384.0, 16_384.0, 32_768.0);
        assertThat(scale.finiteSteps()).isZero();
    }

    @Test
    void neverGoesBelowOne() {
        LossScale scale = LossScale.INITIAL;
        for (int i = 0; i < 200; i++) {
            scale = scale.after(false);
        }

        assertThat(scale).isEqualTo(new LossScale(1, 0));
    }

    private record Run(int steps, boolean finite) {}
}
