package lotic.learning.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.learning.ops.Interpreter;
import lotic.learning.recipe.OptimizerSpec;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LarsTest {

    @ParameterizedTest
    @CsvSource({
        "EAGER, lars, false",
        "SCRIPT, lars, false",
        "EAGER, lars_exclude, true",
        "SCRIPT, lars_exclude, true"
    })
    void makesTheGoldenSteps(Interpreter interpreter, String name, boolean excludeVectors) {
        OptimizerSpec.Lars spec = new OptimizerSpec.Lars(0.001, excludeVectors, 0.9, 0.01);

        Pushed.assertGolden(interpreter, new Lars(spec), name);
    }

    /// d = g + 0.1 p = (0.9, 1.2). The matrix moves by 0.5 * 0.001 * 5 / 1.5 * d, the vector, which
    /// keeps its decay, by 0.5 * d.
    @ParameterizedTest
    @EnumSource
    void excludedVectorsKeepTheirDecay(Interpreter interpreter) {
        OptimizerSpec.Lars spec = new OptimizerSpec.Lars(0.001, true, 0.9, 0.1);

        assertThat(Pushed.vectorAndMatrixAfter(1, interpreter, new Lars(spec)))
                .containsExactly(new double[] {2.55, 3.4, 2.9985, 3.998}, within(1e-12));
    }
}
