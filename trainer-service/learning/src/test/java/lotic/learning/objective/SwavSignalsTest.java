package lotic.learning.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.learning.ops.Arithmetic;
import lotic.learning.ops.Interpreter;
import lotic.learning.ops.Interpreter.Input;
import lotic.learning.ops.Interpreter.Running;
import lotic.learning.ops.Mode;
import lotic.learning.ops.Program;
import lotic.learning.ops.Shape;
import lotic.learning.ops.TrainingOps;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

class SwavSignalsTest {

    private static final Shape CODES = Shape.of(4, 3);
    private static final Shape POINTS = Shape.of(4, 2);
    private static final Shape PAIR = Shape.of(2, 2);

    private static final double[] EVEN = {1, 0, -1, 0, 0, 1, 0, -1};
    private static final double[] APART = {1, 0, 0, 1};

    private record Signals() implements Program {

        @Override
        public <T> Map<String, T> run(TrainingOps<T> ops, List<T> inputs) {
            SwavSignals.ofCodes(ops, inputs.get(0));
            SwavSignals.ofPredictions(ops, ops.logClamped(inputs.get(0)));
            SwavSignals.ofSpace(ops, inputs.get(1), inputs.get(2), 2, 2);
            return Map.of("one", ops.number(1));
        }
    }

    private static Map<String, Double> of(
            Interpreter interpreter, double[] codes, double[] projections, double[] prototypes) {
        try (Running running =
                interpreter.prepare(new Signals(), Arithmetic.FLOAT64, CODES, POINTS, PAIR)) {
            return running.run(
                    Mode.SERVING,
                    Map.of(),
                    List.of(
                            Input.of(codes, CODES.toArray()),
                            Input.of(projections, POINTS.toArray()),
                            Input.of(prototypes, PAIR.toArray())));
        }
    }

    /// Three sharp codes, one of (0.6, 0.4), and a prototype that no image has: by hand. H(0.6,
    /// 0.4) is 0.6730116670.
    @ParameterizedTest
    @EnumSource
    void codesTellTheirSharpnessAndHowManyPrototypesTheyUse(Interpreter interpreter) {
        double[] codes = {1, 0, 0, 1, 0, 0, 0, 1, 0, 0.6, 0.4, 0};

        Map<String, Double> signals = of(interpreter, codes, EVEN, APART);

        double perplexity = Math.pow(0.65, -0.65) * Math.pow(0.35, -0.35);
        assertThat(signals.get("codes.entropy")).isCloseTo(0.6730116670 / 4, within(1e-9));
        assertThat(signals.get("prototypes.perplexity")).isCloseTo(perplexity, within(1e-9));
        assertThat(signals.get("predictions.perplexity")).isCloseTo(perplexity, within(1e-9));
        assertThat(signals.get("prototypes.unused")).isCloseTo(1.0 / 3, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource
    void anEvenSpreadHasDeviationOneAndPointsInOnePlaceNone(Interpreter interpreter) {
        double[] flat = new double[12];
        Arrays.fill(flat, 1.0 / 3);

        Map<String, Double> even = of(interpreter, flat, EVEN, APART);
        double[] inOnePlace = {1, 0, 1, 0, 1, 0, 1, 0};
        Map<String, Double> together = of(interpreter, flat, inOnePlace, new double[] {1, 0, 1, 0});

        assertThat(even.get("codes.entropy")).isCloseTo(Math.log(3), within(1e-12));
        assertThat(even.get("projections.deviation")).isCloseTo(1, within(1e-12));
        assertThat(even.get("prototypes.similarity")).isCloseTo(0, within(1e-12));
        assertThat(together.get("projections.deviation")).isCloseTo(0, within(1e-12));
        assertThat(together.get("prototypes.similarity")).isCloseTo(1, within(1e-12));
    }
}
