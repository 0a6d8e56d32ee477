package lotic.learning.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.learning.ops.Interpreter;
import lotic.learning.recipe.OptimizerSpec;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SgdTest {

    /// Two steps by hand, p = (3, 4), g = (0.6, 0.8), rate 0.5, momentum 0.9, decay 0.1.
    ///
    /// The vector has no decay: v = g, then 1.9 g, so p falls by 1.45 g. The matrix: d = (0.9,
    /// 1.2), p = (2.55, 3.4); then d = (0.855, 1.14), v = 0.9 (0.9, 1.2) + d = (1.665, 2.22).
    @ParameterizedTest
    @EnumSource
    void addsMomentumAndDecay(Interpreter interpreter) {
        OptimizerSpec.Sgd spec = new OptimizerSpec.Sgd(0.9, 0.1, true);

        assertThat(Pushed.vectorAndMatrixAfter(2, interpreter, new Sgd(spec)))
                .containsExactly(new double[] {2.13, 2.84, 1.7175, 2.29}, within(1e-12));
    }
}
