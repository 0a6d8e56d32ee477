package lotic.learning.ops;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;

import java.util.List;
import java.util.Map;

/// The eager interpreter without a state, for functions of tensors.
public final class Reference implements AutoCloseable {

    private final StateArrays nothing;
    private final Eager eager;

    public Reference(Arithmetic arithmetic) {
        Layout empty = new Layout(List.of(), List.of(), List.of(), List.of());
        nothing = StateArrays.fresh(empty, arithmetic, Device.cpu(), 0);
        eager = Eager.over(nothing, Mode.SERVING, Map.of());
    }

    public Eager ops() {
        return eager;
    }

    public NDArray create(double[] values, long... shape) {
        return eager.create(values, shape);
    }

    public double[] numbers(NDArray array) {
        return Interpreter.numbers(array);
    }

    @Override
    public void close() {
        eager.close();
        nothing.close();
    }
}
