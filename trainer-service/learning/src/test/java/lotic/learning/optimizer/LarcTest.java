package lotic.learning.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.learning.ops.Interpreter;
import lotic.learning.recipe.OptimizerSpec;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LarcTest {

    @ParameterizedTest
    @CsvSource({
        "EAGER, larc, 0.001, false",
        "SCRIPT, larc, 0.001, false",
        "EAGER, larc_clip, 0.02, true",
        "SCRIPT, larc_clip, 0.02, true"
    })
    void makesTheGoldenSteps(Interpreter interpreter, String name, double trust, boolean clip) {
        OptimizerSpec.Larc spec = new OptimizerSpec.Larc(trust, clip, false, 0.9, 0.01);

        Pushed.assertGolden(interpreter, new Larc(spec), name);
    }

    /// With vectors excluded, p = (3, 4), g = (0.6, 0.8), rate 0.5: plain SGD, no decay.
    @ParameterizedTest
    @EnumSource
    void excludedVectorsTakePlainSteps(Interpreter interpreter) {
        OptimizerSpec.Larc spec = new OptimizerSpec.Larc(0.02, true, true, 0.9, 0.1);

        // min(0.02 * 5 / 1.5 / 0.5, 1) * (g + 0.1 p) * 0.5 = (0.06, 0.08), by hand; the published
        // epsilon of 1e-8 in the ratio shows in the tenth digit.
        assertThat(Pushed.vectorAndMatrixAfter(1, interpreter, new Larc(spec)))
                .containsExactly(new double[] {2.7, 3.6, 2.94, 3.92}, within(1e-9));
    }
}
