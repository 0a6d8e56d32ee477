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
import java.util.TreeMap;

class GroupRateTest {

    /// Two steps by hand, p = 0, g = 1, momentum 0.9: each falls by its rate, then by 1.9 times it.
    @ParameterizedTest
    @EnumSource
    void aGroupMovesAtItsOwnRateAndTheRestAtTheCommonOne(Interpreter interpreter) {
        var tensors = new TreeMap<>(Map.of("head/w", Shape.of(1), "trunk/w", Shape.of(1)));
        var sgd = new Sgd(new OptimizerSpec.Sgd(0.9, 0, false));
        var optimizer = new GroupRate(sgd, "head/", "head_rate");
        try (Running running = new Pushed(optimizer, tensors, 0).prepare(interpreter)) {
            for (int step = 0; step < 2; step++) {
                Input one = Input.of(new double[] {1}, 1);
                running.run(
                        Mode.LEARNING, Map.of("rate", 0.1, "head_rate", 2.0), List.of(one, one));
            }

            assertThat(running.tensor("head/w"))
                    .containsExactly(new double[] {-5.8}, within(1e-12));
            assertThat(running.tensor("trunk/w"))
                    .containsExactly(new double[] {-0.29}, within(1e-12));
        }
    }
}
