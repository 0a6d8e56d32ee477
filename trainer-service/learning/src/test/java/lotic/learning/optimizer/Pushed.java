package lotic.learning.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.learning.ops.Arithmetic;
import lotic.learning.ops.Init;
import lotic.learning.ops.Interpreter;
import lotic.learning.ops.Interpreter.Input;
import lotic.learning.ops.Interpreter.Running;
import lotic.learning.ops.Mode;
import lotic.learning.ops.Program;
import lotic.learning.ops.Shape;
import lotic.learning.ops.TrainingOps;
import lotic.learning.ops.TrainingOps.Descent;
import lotic.learning.state.GoldenTensors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A loss that is linear in the parameters: its gradients are the inputs.
record Pushed(Optimizer optimizer, Map<String, Shape> tensors, long firstStep) implements Program {

    /// Those of the golden steps.
    static final Map<String, Shape> GOLDEN = new LinkedHashMap<>();

    static final double[] GOLDEN_RATES = {0.3, 0.6, 0.6, 0.3, 0.3};

    static {
        GOLDEN.put("w", Shape.of(4, 3));
        GOLDEN.put("b", Shape.of(3));
        GOLDEN.put("zero", Shape.of(2));
        GOLDEN.put("big", Shape.of(2, 2));
    }

    @Override
    public <T> Map<String, T> run(TrainingOps<T> ops, List<T> inputs) {
        T rate = ops.scalar("rate");
        Descent<T> descent =
                ops.descend(
                        () -> loss(ops, inputs),
                        gradients ->
                                optimizer.update(ops, gradients, slot -> true, rate, firstStep));
        return Map.of("loss", descent.loss());
    }

    private <T> T loss(TrainingOps<T> ops, List<T> gradients) {
        List<T> terms = new ArrayList<>();
        int i = 0;
        for (Map.Entry<String, Shape> tensor : tensors.entrySet()) {
            Shape shape = tensor.getValue();
            T p = ops.parameter(tensor.getKey(), Init.zeros(), shape.toArray());
            terms.add(ops.mul(ops.mean(ops.mul(p, gradients.get(i++))), (double) shape.size()));
        }
        return terms.stream().reduce(ops::add).orElseThrow();
    }

    /// In float64.
    Running prepare(Interpreter interpreter) {
        return interpreter.prepare(
                this, Arithmetic.FLOAT64, tensors.values().toArray(Shape[]::new));
    }

    /// The golden parameters after each of the golden steps, and the momentum at their end.
    ///
    /// @param name of the case
    static void assertGolden(Interpreter interpreter, Optimizer optimizer, String name) {
        GoldenTensors golden = GoldenTensors.of("optimizers");
        try (Running running = new Pushed(optimizer, GOLDEN, 0).prepare(interpreter)) {
            begin(running);
            for (int step = 0; step < GOLDEN_RATES.length; step++) {
                push(running, step);
                for (String tensor : GOLDEN.keySet()) {
                    assertThat(running.tensor(tensor))
                            .as("%s after step %d", tensor, step)
                            .containsExactly(
                                    golden.doubles(name + "." + step + "." + tensor),
                                    within(1e-12));
                }
            }
            for (String tensor : GOLDEN.keySet()) {
                assertThat(running.tensor("optimizer/momentum/" + tensor))
                        .containsExactly(
                                golden.doubles(name + ".momentum." + tensor), within(1e-12));
            }
        }
    }

    /// Sets the golden parameters.
    static void begin(Running running) {
        GoldenTensors golden = GoldenTensors.of("optimizers");
        GOLDEN.keySet().forEach(t -> running.set(t, golden.doubles("init." + t)));
    }

    /// Makes one of the golden steps.
    static void push(Running running, int step) {
        GoldenTensors golden = GoldenTensors.of("optimizers");
        List<Input> gradients = new ArrayList<>();
        GOLDEN.forEach(
                (tensor, shape) ->
                        gradients.add(
                                Input.of(
                                        golden.doubles("grad." + step + "." + tensor),
                                        shape.toArray())));
        running.run(
                Mode.LEARNING,
                Map.of("rate", GOLDEN_RATES[step], "step", (double) step),
                gradients);
    }

    /// A vector and a matrix, both (3, 4), after steps with the gradient (0.6, 0.8) at rate 0.5.
    ///
    /// @return their numbers one behind the other
    static double[] vectorAndMatrixAfter(int steps, Interpreter interpreter, Optimizer optimizer) {
        Map<String, Shape> tensors = new LinkedHashMap<>();
        tensors.put("vector", Shape.of(2));
        tensors.put("matrix", Shape.of(1, 2));
        try (Running running = new Pushed(optimizer, tensors, 0).prepare(interpreter)) {
            running.set("vector", new double[] {3, 4});
            running.set("matrix", new double[] {3, 4});
            for (int step = 0; step < steps; step++) {
                running.run(
                        Mode.LEARNING,
                        Map.of("rate", 0.5, "step", (double) step),
                        List.of(
                                Input.of(new double[] {0.6, 0.8}, 2),
                                Input.of(new double[] {0.6, 0.8}, 1, 2)));
            }
            double[] vector = running.tensor("vector");
            double[] matrix = running.tensor("matrix");
            return new double[] {vector[0], vector[1], matrix[0], matrix[1]};
        }
    }
}
