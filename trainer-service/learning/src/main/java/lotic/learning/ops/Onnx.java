package lotic.learning.ops;

import java.util.List;
import java.util.Optional;

/// Writes operations as nodes of an ONNX graph (onnx.ai, opset 17): what clients run, with the very
/// names and numbers of the state. It reads programs in evaluation mode, so batch-norms normalise
/// by their running statistics and nothing is ever assigned.
///
/// It knows what trunks need; any other operation is refused by name until a trunk needs it. Shapes
/// are not looked at: [Shapes] reads the same program first.
public final class Onnx implements Ops<Onnx.Value> {

    /// A tensor that a node or an initializer of the graph gives.
    ///
    /// @param name unique in the graph; that of an initializer is the parameter's
    public record Value(String name) {}

    private static final float NORM_EPSILON = 1e-5f;

    private final OnnxGraph graph;
    private final String scope;

    /// Operations that add to a graph.
    public Onnx(OnnxGraph graph) {
        this(graph, "");
    }

    private Onnx(OnnxGraph graph, String scope) {
        this.graph = graph;
        this.scope = scope;
    }

    @Override
    public Onnx in(String name) {
        return new Onnx(graph, Scopes.below(scope, name));
    }

    @Override
    public List<Value> segment(String name, List<Value> inputs, Body<Value> body) {
        return body.apply(in(name), inputs);
    }

    @Override
    public Value parameter(String name, Init init, long... shape) {
        return graph.initializer(new Slot(scope + name, Shape.of(shape), init));
    }

    @Override
    public Value pixels(Value bytes) {
        throw unknown("pixels", "a model file is given pixels that are normalised already");
    }

    @Override
    public Value conv2d(Value x, Value weight, Optional<Value> bias, Window window) {
        long kernel = window.kernel();
        long stride = window.stride();
        long padding = window.padding();
        List<Value> inputs =
                bias.map(b -> List.of(x, weight, b)).orElseGet(() -> List.of(x, weight));
        return node("Conv", inputs)
                .ints("kernel_shape", kernel, kernel)
                .ints("strides", stride, stride)
                .ints("pads", padding, padding, padding, padding)
                .integer("group", window.groups())
                .add();
    }

    @Override
    public Value batchNorm(Value x, String name, long channels) {
        Onnx inner = in(name);
        return inner.node(
                        "BatchNormalization",
                        List.of(
                                x,
                                inner.parameter("weight", Init.ones(), channels),
                                inner.parameter("bias", Init.zeros(), channels),
                                inner.parameter("running_mean", Init.zeros(), channels),
                                inner.parameter("running_var", Init.ones(), channels)))
                .number("epsilon", NORM_EPSILON)
                .add();
    }

    @Override
    public Value averagePool(Value x) {
        return flatten(node("GlobalAveragePool", List.of(x)).add());
    }

    @Override
    public Value scaleChannels(Value x, Value factors) {
        Value axes = node("Constant", List.of()).ints("value_ints", 2, 3).add();
        return node("Mul", List.of(x, node("Unsqueeze", List.of(factors, axes)).add())).add();
    }

    @Override
    public Value flatten(Value x) {
        return node("Flatten", List.of(x)).integer("axis", 1).add();
    }

    /// A model file has one precision, that of the weights.
    @Override
    public Value widen(Value x) {
        return x;
    }

    @Override
    public Value linear(Value x, Value weight, Optional<Value> bias) {
        List<Value> inputs =
                bias.map(b -> List.of(x, weight, b)).orElseGet(() -> List.of(x, weight));
        return node("Gemm", inputs).integer("transB", 1).add();
    }

    @Override
    public Value relu(Value x) {
        return node("Relu", List.of(x)).add();
    }

    @Override
    public Value sigmoid(Value x) {
        return node("Sigmoid", List.of(x)).add();
    }

    @Override
    public Value add(Value a, Value b) {
        return node("Add", List.of(a, b)).add();
    }

    @Override
    public Value detach(Value x) {
        return x;
    }

    @Override
    public Value exp(Value x) {
        throw unknown("exp");
    }

    @Override
    public Value logSoftmax(Value x, int axis) {
        throw unknown("logSoftmax");
    }

    @Override
    public Value unitRows(Value x) {
        throw unknown("unitRows");
    }

    @Override
    public Value sub(Value a, Value b) {
        throw unknown("sub");
    }

    @Override
    public Value mul(Value a, Value b) {
        throw unknown("mul");
    }

    @Override
    public Value div(Value a, Value b) {
        throw unknown("div");
    }

    @Override
    public Value mul(Value x, double factor) {
        throw unknown("mul");
    }

    @Override
    public Value add(Value x, double summand) {
        throw unknown("add of a number");
    }

    @Override
    public Value sum(Value x, int axis) {
        throw unknown("sum");
    }

    @Override
    public Value mean(Value x, int axis) {
        throw unknown("mean");
    }

    @Override
    public Value mean(Value x) {
        throw unknown("mean");
    }

    @Override
    public Value cat(List<Value> parts, int axis) {
        throw unknown("cat");
    }

    @Override
    public List<Value> chunk(Value x, int parts) {
        throw unknown("chunk");
    }

    @Override
    public Value slice(Value x, int axis, long from, long to) {
        throw unknown("slice");
    }

    private OnnxGraph.Node node(String type, List<Value> inputs) {
        return graph.node(scope, type, inputs);
    }

    private UnsupportedOperationException unknown(String operation) {
        return unknown(operation, "no trunk needed it so far; add it to Onnx");
    }

    private UnsupportedOperationException unknown(String operation, String why) {
        String where = scope.isEmpty() ? "" : " in " + scope;
        return new UnsupportedOperationException(
                "%s%s cannot be written to a model file: %s".formatted(operation, where, why));
    }
}
