package lotic.learning.ops;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A way to run a program over a state, so that one test holds for all ways.
public enum Interpreter {
    EAGER(Activations.KEPT) {
        @Override
        Map<String, Double> run(
                Running running, Mode mode, List<NDArray> inputs, Map<String, Double> scalars) {
            try (Eager eager = Eager.over(running.state(), mode, scalars)) {
                Map<String, Double> numbers = new HashMap<>();
                running.program()
                        .run(eager, inputs)
                        .forEach((name, value) -> numbers.put(name, eager.valueOf(value)));
                numbers.putAll(eager.signals());
                return numbers;
            }
        }
    },
    SCRIPT(Activations.KEPT),
    /// The script that keeps the inputs of segments only.
    RECOMPUTING_SCRIPT(Activations.RECOMPUTED);

    private final Activations activations;

    Interpreter(Activations activations) {
        this.activations = activations;
    }

    Map<String, Double> run(
            Running running, Mode mode, List<NDArray> inputs, Map<String, Double> scalars) {
        double[] ordered =
                running.state().layout().scalars().stream().mapToDouble(scalars::get).toArray();
        Script script =
                running.scripts().computeIfAbsent(mode, m -> running.compile(m, inputs.size()));
        return script.numbers("run", inputs, running.state(), ordered);
    }

    /// A program with a fresh state.
    ///
    /// @param shapes of the inputs
    public Running prepare(Program program, Arithmetic arithmetic, Shape... shapes) {
        Shapes reading = new Shapes();
        List<Shapes.Value> inputs = new ArrayList<>();
        for (Shape shape : shapes) {
            inputs.add(Shapes.Value.of(shape.toArray()));
        }
        program.run(reading, inputs);
        StateArrays state = StateArrays.fresh(reading.layout(), arithmetic, Device.cpu(), 1);
        return new Running(this, program, arithmetic, state, new HashMap<>());
    }

    /// A program that keeps its state between runs.
    public record Running(
            Interpreter interpreter,
            Program program,
            Arithmetic arithmetic,
            StateArrays state,
            Map<Mode, Script> scripts)
            implements AutoCloseable {

        private Script compile(Mode mode, int inputs) {
            ScriptModule module =
                    new ScriptModule(state.layout(), arithmetic, interpreter.activations);
            module.numbers("run", mode, inputs, program::run);
            return Script.load(module, Device.cpu());
        }

        /// Runs once.
        public Map<String, Double> run(Mode mode, Map<String, Double> scalars, List<Input> inputs) {
            try (NDManager scope = state.newScope()) {
                List<NDArray> arrays =
                        inputs.stream().map(input -> input.in(scope, state)).toList();
                return interpreter.run(this, mode, arrays, scalars);
            }
        }

        /// A tensor of the state.
        public double[] tensor(String name) {
            return numbers(state.array(name));
        }

        /// All tensors of the state.
        public Map<String, double[]> tensors() {
            Map<String, double[]> all = new LinkedHashMap<>();
            state.slots().forEach(slot -> all.put(slot.name(), tensor(slot.name())));
            return all;
        }

        /// Replaces a tensor of the state.
        public void set(String name, double[] values) {
            try (NDManager scope = state.newScope();
                    NDArray array = scope.create(values).toType(state.type(), true)) {
                state.write(name, array.toByteBuffer());
            }
        }

        @Override
        public void close() {
            scripts.values().forEach(Script::close);
            state.close();
        }
    }

    /// A tensor that a test brings.
    @FunctionalInterface
    public interface Input {

        NDArray in(NDManager scope, StateArrays state);

        /// Numbers in the state's type.
        static Input of(double[] values, long... shape) {
            return (scope, state) -> scope.create(values).toType(state.type(), true).reshape(shape);
        }

        /// Bytes.
        static Input of(ByteBuffer bytes, long... shape) {
            return (scope, state) ->
                    scope.create(
                            bytes,
                            new ai.djl.ndarray.types.Shape(shape),
                            ai.djl.ndarray.types.DataType.UINT8);
        }
    }

    /// A tensor's numbers.
    public static double[] numbers(NDArray array) {
        try (NDArray wide = array.toType(ai.djl.ndarray.types.DataType.FLOAT64, true)) {
            return wide.toDoubleArray();
        }
    }
}
