package lotic.learning.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.learning.ops.Interpreter;
import lotic.learning.ops.Interpreter.Input;
import lotic.learning.ops.Interpreter.Running;
import lotic.learning.ops.Mode;
import lotic.learning.ops.Shape;
import lotic.learning.recipe.OptimizerSpec;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;

class AdamWTest {

    /// Two steps by hand, p = (3, 4), g = (0.6, 0.8), rate 0.5, decay 0.1 for the matrix.
    ///
    /// While the gradient stays the same its corrected moments are g and g², so both numbers of the
    /// vector fall by the rate: 3 → 2.5 → 2. The matrix: 3 → 3 - 0.5 (1 + 0.3) = 2.35 → 2.35 - 0.5
    /// (1 + 0.235) = 1.7325, and 4 → 3.3 → 2.635. Epsilon shows in the eighth digit.
    @ParameterizedTest
    @EnumSource
    void stepsHaveTheLengthOfTheRateAndDecayStandsBeside(Interpreter interpreter) {
        AdamW optimizer = new AdamW(new OptimizerSpec.AdamW(0.9, 0.999, 1e-8, 0.1, true));

        assertThat(Pushed.vectorAndMatrixAfter(2, interpreter, optimizer))
                .containsExactly(new double[] {2, 3, 1.7325, 2.635}, within(1e-7));
    }

    /// Algorithm 2 of the paper, line by line, in numpy's float64 over the golden parameters,
    /// gradients and rates (α = the rate, η λ = rate times decay for tensors of rank 2 and more):
    ///
    /// ```python
    /// m = b1 * m + (1 - b1) * g; v = b2 * v + (1 - b2) * g * g
    /// mh = m / (1 - b1 ** t); vh = v / (1 - b2 ** t)
    /// p = p - rate * (mh / (numpy.sqrt(vh) + eps) + wd * p)
    /// ```
    @ParameterizedTest
    @EnumSource
    void makesTheStepsOfThePaper(Interpreter interpreter) {
        AdamW optimizer = new AdamW(new OptimizerSpec.AdamW(0.9, 0.999, 1e-8, 0.01, true));
        try (Running running = new Pushed(optimizer, Pushed.GOLDEN, 0).prepare(interpreter)) {
            Pushed.begin(running);
            for (int step = 0; step < Pushed.GOLDEN_RATES.length; step++) {
                Pushed.push(running, step);
            }

            assertThat(running.tensor("b"))
                    .containsExactly(
                            new double[] {
                                1.6017994031415816, 1.3044690523843976, 1.7347798104300116
                            },
                            within(1e-12));
            assertThat(running.tensor("big"))
                    .containsExactly(
                            new double[] {
                                34.66719528026029,
                                36.99846140518025,
                                37.724325391768595,
                                31.792410137595088
                            },
                            within(1e-12));
            assertThat(running.tensor("zero"))
                    .containsExactly(
                            new double[] {-0.7010251297603254, 1.0636760465106874}, within(1e-12));
        }
    }

    /// Parameters that were frozen have the moments of a first step in their first step.
    @ParameterizedTest
    @EnumSource
    void updatesAreCountedFromTheFirst(Interpreter interpreter) {
        AdamW optimizer = new AdamW(new OptimizerSpec.AdamW(0.9, 0.999, 1e-8, 0, false));
        Pushed thawed = new Pushed(optimizer, Map.of("p", Shape.of(2)), 300);
        try (Running running = thawed.prepare(interpreter)) {
            running.set("p", new double[] {3, 4});

            running.run(
                    Mode.LEARNING,
                    Map.of("rate", 0.5, "step", 300.0),
                    List.of(Input.of(new double[] {0.6, -0.8}, 2)));

            assertThat(running.tensor("p")).containsExactly(new double[] {2.5, 4.5}, within(1e-7));
        }
    }
}
