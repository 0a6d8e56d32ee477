package lotic.learning.ops;

import lotic.learning.ops.ScriptSource.Method;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Methods of TorchScript over one layout of state. Each takes inputs `x`, parameters `p`, running
/// statistics `s` and buffers `b` as lists in the layout's order, and the scalars `h` as one vector
/// in float64.
public final class ScriptModule {

    /// The share by which [Mode#CALIBRATING] moves running statistics; a scalar of each call.
    public static final String MOMENTUM = "momentum";

    private static final String PARAMETERS =
            "x: List[Tensor], p: List[Tensor], s: List[Tensor], b: List[Tensor], h: Tensor";

    private final Layout layout;
    private final Arithmetic arithmetic;
    private final Activations activations;
    private final ScriptSource source;
    private final Map<String, Integer> parameters;
    private final Map<String, Integer> statistics;
    private final Map<String, Integer> buffers;
    private final Map<String, Integer> segmentOutputs = new HashMap<>();
    private final Map<String, List<String>> numbers = new HashMap<>();

    /// An empty module for networks that serve, or learn from little.
    public ScriptModule(Layout layout, Arithmetic arithmetic) {
        this(layout, arithmetic, Activations.KEPT);
    }

    /// An empty module.
    ///
    /// @param activations what becomes of them in methods that learn
    public ScriptModule(Layout layout, Arithmetic arithmetic, Activations activations) {
        this.layout = layout;
        this.arithmetic = arithmetic;
        this.activations = activations;
        parameters = indices(layout.parameters());
        statistics = indices(layout.statistics());
        buffers = indices(layout.buffers());
        source = new ScriptSource(ScriptPrelude.of(layout, arithmetic));
    }

    private static Map<String, Integer> indices(List<Slot> slots) {
        return IntStream.range(0, slots.size())
                .boxed()
                .collect(Collectors.toMap(i -> slots.get(i).name(), i -> i));
    }

    /// Adds a method that gives single numbers: those that the body returns by name, then the
    /// signals that it told.
    ///
    /// @param inputs how many tensors its callers bring
    public void numbers(
            String name,
            Mode mode,
            int inputs,
            BiFunction<TorchScript, List<Expression>, Map<String, Expression>> body) {
        print(
                name,
                mode,
                inputs,
                (ops, x) -> {
                    Map<String, Expression> results = new LinkedHashMap<>(body.apply(ops, x));
                    results.putAll(ops.signals());
                    numbers.put(name, List.copyOf(results.keySet()));
                    return results.values().stream()
                            .map("%s.to(7)"::formatted)
                            .collect(Collectors.joining(", ", "torch.stack([", "])"));
                });
    }

    /// Adds a method that gives a tensor.
    ///
    /// @param inputs how many tensors its callers bring
    public void tensor(
            String name,
            Mode mode,
            int inputs,
            BiFunction<TorchScript, List<Expression>, Expression> body) {
        print(name, mode, inputs, (ops, x) -> body.apply(ops, x).code());
    }

    private void print(
            String name,
            Mode mode,
            int inputs,
            BiFunction<TorchScript, List<Expression>, String> body) {
        Method method = source.begin(name, PARAMETERS, "Tensor");
        method.line("torch.set_grad_enabled(False)");
        if (mode != Mode.LEARNING) { // a descent casts the leaves that it differentiates by
            method.line("w = self.cast(p)");
        }
        List<Expression> x =
                IntStream.range(0, inputs)
                        .mapToObj(i -> Expression.constant("x[" + i + "]"))
                        .toList();
        method.line("return " + body.apply(new TorchScript(this, mode, method), x));
    }

    /// The names of the numbers that a method gives, in their order.
    List<String> numbersOf(String method) {
        return Objects.requireNonNull(numbers.get(method), method);
    }

    Layout layout() {
        return layout;
    }

    Arithmetic arithmetic() {
        return arithmetic;
    }

    Activations activations() {
        return activations;
    }

    ScriptSource source() {
        return source;
    }

    int parameter(String name) {
        return find(parameters, name);
    }

    int statistic(String name) {
        return find(statistics, name);
    }

    int buffer(String name) {
        return find(buffers, name);
    }

    int scalar(String name) {
        int index = layout.scalars().indexOf(name);
        // Calibration brings its one scalar alone.
        return name.equals(MOMENTUM) ? 0 : Objects.checkIndex(index, layout.scalars().size());
    }

    /// The number of outputs of a segment, which is printed at its first use.
    int segmentOutputs(String title, IntSupplier print) {
        Integer known = segmentOutputs.get(title);
        if (known == null) {
            known = print.getAsInt();
            segmentOutputs.put(title, known);
        }
        return known;
    }

    private static int find(Map<String, Integer> indices, String name) {
        Integer index = indices.get(name);
        if (index == null) {
            throw new IllegalArgumentException(name + " is not in the layout");
        }
        return index;
    }

    @Override
    public String toString() {
        return source.toString();
    }
}
