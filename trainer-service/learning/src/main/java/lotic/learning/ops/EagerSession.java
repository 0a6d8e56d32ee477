package lotic.learning.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the scopes of one [Eager] share: the state, and what a loss assigned that may yet turn out
/// not to be finite.
final class EagerSession implements AutoCloseable {

    private final StateArrays state;
    private final Mode mode;
    private final Map<String, Double> scalars;
    private final NDManager manager;
    private final NDScope temporaries = new NDScope();
    private final Map<String, Double> signals = new LinkedHashMap<>();

    /// Names of the tensors that programs can assign to.
    private final IdentityHashMap<NDArray, String> names = new IdentityHashMap<>();

    /// Within a loss: the tensors by which it is differentiated, and next values.
    private final Map<String, NDArray> leaves = new LinkedHashMap<>();

    private final Map<String, NDArray> pending = new LinkedHashMap<>();

    /// What earlier micro-batches assigned.
    private final Map<String, NDArray> carried = new HashMap<>();

    private boolean learning;

    EagerSession(StateArrays state, Mode mode, Map<String, Double> scalars) {
        this.state = state;
        this.mode = mode;
        this.scalars = Map.copyOf(scalars);
        manager = state.newScope();
        state.slots().forEach(slot -> names.put(state.array(slot.name()), slot.name()));
    }

    StateArrays state() {
        return state;
    }

    boolean learns() {
        return mode == Mode.LEARNING;
    }

    Mode mode() {
        return mode;
    }

    NDManager manager() {
        return manager;
    }

    Map<String, Double> signals() {
        return signals;
    }

    double scalar(String name) {
        Double value = scalars.get(name);
        if (value == null) {
            throw new IllegalArgumentException("nobody sets the scalar " + name);
        }
        return value;
    }

    /// The state's name of a tensor.
    String name(NDArray array) {
        String name = names.get(array);
        if (name == null) {
            throw new IllegalArgumentException("this tensor is not of the state");
        }
        return name;
    }

    /// An array in the state's type.
    NDArray typed(NDArray array) {
        return array.toType(state.type(), false);
    }

    /// The number that a tensor without axes holds.
    double valueOf(NDArray number) {
        return number.toType(DataType.FLOAT64, false).getDouble();
    }

    /// A parameter, within a loss the leaf by which it is differentiated.
    NDArray parameter(String name) {
        return learning ? leaves.computeIfAbsent(name, this::leaf) : state.array(name);
    }

    private NDArray leaf(String name) {
        return leaf(name, state.array(name).stopGradient());
    }

    private NDArray leaf(String name, NDArray value) {
        value.setRequiresGradient(true);
        names.put(value, name);
        return value;
    }

    /// Lets a parameter's leaf go on from another value.
    NDArray constrain(NDArray parameter, NDArray value) {
        if (!learning) {
            return value;
        }
        String name = name(parameter);
        NDArray leaf = leaf(name, value);
        leaves.put(name, leaf);
        pending.put(name, leaf.stopGradient());
        return leaf;
    }

    /// A running statistic as it is by now.
    NDArray statistic(String name) {
        NDArray next = pending.get(name);
        return next == null ? state.array(name) : next;
    }

    /// A buffer as the last micro-batch left it.
    NDArray buffer(String name) {
        NDArray carriedOver = carried.get(name);
        return carriedOver == null ? state.array(name) : carriedOver;
    }

    /// Gives a tensor its next value, at once or at the loss's end.
    void assign(String name, NDArray value) {
        if (learning) {
            pending.put(name, value);
        } else {
            state.write(name, value.toByteBuffer());
        }
    }

    /// A descent begins.
    void begin() {
        learning = true;
        pending.clear();
    }

    /// A micro-batch's loss begins.
    void beginMicroBatch() {
        leaves.clear();
        signals.clear();
        carried.putAll(pending);
        pending.forEach((name, value) -> names.put(value, name));
    }

    /// The gradients of the leaves.
    Map<String, NDArray> gradients() {
        Map<String, NDArray> gradients = new HashMap<>();
        leaves.forEach((name, leaf) -> gradients.put(name, leaf.getGradient()));
        return gradients;
    }

    /// A descent ends.
    ///
    /// @param lasting whether what it assigned is kept
    void end(boolean lasting) {
        learning = false;
        if (lasting) {
            pending.forEach((name, value) -> state.write(name, value.toByteBuffer()));
        }
        pending.clear();
        carried.clear();
    }

    @Override
    public void close() {
        temporaries.close();
        manager.close();
    }
}
