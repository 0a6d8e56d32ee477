package lotic.learning.ops;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtModel;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A [ScriptModule] that libtorch has compiled. Each call is one native call. One thread at a time.
public final class Script implements AutoCloseable {

    private final ScriptModule module;
    private final Model model;

    private Script(ScriptModule module, Model model) {
        this.module = module;
        this.model = model;
    }

    /// Compiles a module.
    ///
    /// @throws IllegalStateException if libtorch refuses the source, which is then a bug of the
    ///   printer; the message holds libtorch's words
    public static Script load(ScriptModule module, Device device) {
        Model model = Model.newInstance("lotic", device, "PyTorch");
        try {
            byte[] archive = ScriptArchive.of(module.toString());
            ((PtModel) model).load(new ByteArrayInputStream(archive), true);
        } catch (IOException | MalformedModelException e) {
            model.close();
            throw new IllegalStateException("libtorch refused a program: " + e.getMessage(), e);
        }
        return new Script(module, model);
    }

    /// Calls a method of single numbers.
    ///
    /// @param inputs the tensors `x`
    /// @param state on which it works, changed in place by methods that learn
    /// @param scalars in the layout's order
    /// @return the numbers by name
    public Map<String, Double> numbers(
            String method, List<NDArray> inputs, StateArrays state, double... scalars) {
        try (NDManager scope = state.newScope();
                NDArray result = call(scope, method, inputs, state, scalars)) {
            double[] values = result.toDoubleArray();
            Map<String, Double> named = new LinkedHashMap<>();
            List<String> names = module.numbersOf(method);
            for (int i = 0; i < names.size(); i++) {
                named.put(names.get(i), values[i]);
            }
            return named;
        }
    }

    /// Calls a method that gives a tensor.
    ///
    /// @return its numbers, row-major
    public float[] tensor(
            String method, List<NDArray> inputs, StateArrays state, double... scalars) {
        try (NDManager scope = state.newScope();
                NDArray result = call(scope, method, inputs, state, scalars)) {
            return result.toFloatArray();
        }
    }

    /// Lists travel as arrays of one name, the method's name as that of the first array, whose
    /// manager owns the result (DJL, `IValueUtils`). An empty list would shift the others, so each
    /// ends with an array that nobody reads.
    private NDArray call(
            NDManager scope,
            String method,
            List<NDArray> inputs,
            StateArrays state,
            double... scalars) {
        // Per thread; specialising for shapes costs warm-up and gains nothing here.
        JniUtils.setGraphExecutorOptimize(false);
        NDArray unread = scope.zeros(new Shape(1));
        NDList list = new NDList();
        NDArray selector = scope.zeros(new Shape(1));
        selector.setName("module_method:" + method);
        list.add(selector);
        addList(list, "x[]", inputs, unread);
        addList(list, "p[]", state.parameters(), unread);
        addList(list, "s[]", state.statistics(), unread);
        addList(list, "b[]", state.buffers(), unread);
        NDArray h = scope.create(scalars.length == 0 ? new double[1] : scalars);
        h.setName("h");
        list.add(h);
        PtSymbolBlock block = (PtSymbolBlock) model.getBlock();
        return IValueUtils.forward(block, list, true).singletonOrThrow();
    }

    private static void addList(NDList list, String name, List<NDArray> arrays, NDArray unread) {
        for (NDArray array : arrays) {
            array.setName(name);
            list.add(array);
        }
        NDArray last = unread.duplicate();
        last.setName(name);
        list.add(last);
    }

    @Override
    public void close() {
        model.close();
    }
}
