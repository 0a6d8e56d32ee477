package lotic.learning.ops;

import lotic.learning.ops.ScriptSource.Method;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Prints operations as lines of TorchScript; a [ScriptModule] begins the methods and says what
/// their lists hold.
///
/// Feature maps lie channels-last. The weights of convolutions are cast and laid out once per call,
/// in the list `w`.
public final class TorchScript implements TrainingOps<Expression> {

    /// The lists that every part of a program is given.
    private static final String LISTS = "w: List[Tensor], s: List[Tensor], h: Tensor";

    private final ScriptModule module;
    private final Mode mode;
    private final String scope;
    private final Method method;
    private final PendingAssignments pending;
    private final Recomputation recomputation;
    private final Map<String, Expression> signals;

    /// The operations of a method.
    TorchScript(ScriptModule module, Mode mode, Method method) {
        this(
                module,
                mode,
                "",
                method,
                new PendingAssignments(),
                new Recomputation(module, method),
                new LinkedHashMap<>());
    }

    private TorchScript(
            ScriptModule module,
            Mode mode,
            String scope,
            Method method,
            PendingAssignments pending,
            Recomputation recomputation,
            Map<String, Expression> signals) {
        this.module = module;
        this.mode = mode;
        this.scope = scope;
        this.method = method;
        this.pending = pending;
        this.recomputation = recomputation;
        this.signals = signals;
    }

    private TorchScript with(String otherScope, Method otherMethod) {
        return new TorchScript(
                module, mode, otherScope, otherMethod, pending, recomputation, signals);
    }

    /// What was signalled so far.
    Map<String, Expression> signals() {
        return signals;
    }

    @Override
    public TorchScript in(String name) {
        return with(Scopes.below(scope, name), method);
    }

    @Override
    public List<Expression> segment(String name, List<Expression> inputs, Body<Expression> body) {
        String title =
                (scope + name + "_" + mode)
                        .replaceAll("[^A-Za-z0-9]", "_")
                        .toLowerCase(Locale.ROOT);
        int outputs =
                module.segmentOutputs(title, () -> printSegment(title, name, inputs.size(), body));
        if (pending.open() && recomputation.covers(method)) {
            return recomputation.run(title, Scopes.below(scope, name), inputs, outputs);
        }
        String arguments = inputs.stream().map(Expression::code).collect(Collectors.joining(", "));
        Expression result = let("self.%s(%s, w, s, h)".formatted(title, arguments));
        return IntStream.range(0, outputs)
                .mapToObj(i -> Expression.of(result + "[" + i + "]"))
                .toList();
    }

    private int printSegment(String title, String name, int inputs, Body<Expression> body) {
        List<Expression> parameters =
                IntStream.range(0, inputs).mapToObj(i -> Expression.of("x" + i)).toList();
        String typed = parameters.stream().map(x -> x + ": Tensor, ").collect(Collectors.joining());
        Method part = module.source().begin(title, typed + LISTS, "List[Tensor]");
        TorchScript inside = with(Scopes.below(scope, name), part);
        List<Expression> outputs = body.apply(inside, parameters);
        part.line("return " + outputs);
        return outputs.size();
    }

    @Override
    public Expression parameter(String name, Init init, long... shape) {
        int index = module.parameter(scope + name);
        return Expression.of("w[" + index + "]", module.layout().parameters().get(index));
    }

    @Override
    public Expression buffer(String name, long... shape) {
        int index = module.buffer(scope + name);
        String kept = "b[" + index + "]";
        return Expression.of(
                mode == Mode.LEARNING ? kept : "torch.zeros_like(" + kept + ")",
                module.layout().buffers().get(index));
    }

    @Override
    public Expression scalar(String name) {
        return Expression.of("h[" + module.scalar(name) + "]");
    }

    @Override
    public Expression number(double value) {
        return call("torch.scalar_tensor", value, "dtype=" + module.arithmetic().exact());
    }

    @Override
    public Expression pixels(Expression bytes) {
        return Expression.constant(call("self.pixels", bytes).code());
    }

    @Override
    public Expression conv2d(
            Expression x, Expression weight, Optional<Expression> bias, Window window) {
        if (window.equals(Window.of(1)) && bias.isEmpty()) {
            return call("self.pointwise", x, weight);
        }
        int fast = module.arithmetic().fast();
        String stride =
                window.stride() == 1 ? "1" : "self.stride(%s, %d)".formatted(x, window.stride());
        List<String> strides = List.of(stride, stride);
        List<Integer> padding = List.of(window.padding(), window.padding());
        String shift = bias.map(b -> "%s.to(%d)".formatted(b, fast)).orElse("None");
        return call("torch.conv2d", x, weight, shift, strides, padding, "[1, 1]", window.groups());
    }

    @Override
    public Expression batchNorm(Expression x, String name, long channels) {
        TorchScript inner = in(name);
        boolean byBatch = mode != Mode.SERVING;
        String momentum =
                mode == Mode.CALIBRATING ? "float(" + scalar(ScriptModule.MOMENTUM) + ")" : "0.1";
        return call(
                "torch.batch_norm",
                x,
                inner.parameter("weight", Init.ones(), channels),
                inner.parameter("bias", Init.zeros(), channels),
                "s[" + module.statistic(inner.scope + "running_mean") + "]",
                "s[" + module.statistic(inner.scope + "running_var") + "]",
                byBatch ? "True" : "False",
                momentum,
                1e-5,
                "True");
    }

    @Override
    public Expression averagePool(Expression x) {
        // Not the mean: the gradient of a sum is one number per map, spread without being stored.
        Expression pixels =
                Expression.of("torch.mul(torch.size(%1$s, 2), torch.size(%1$s, 3))".formatted(x));
        return div(call("torch.sum", x, "[2, 3]"), pixels);
    }

    @Override
    public Expression scaleChannels(Expression x, Expression factors) {
        return mul(x, call("torch.unsqueeze", "torch.unsqueeze(%s, -1)".formatted(factors), -1));
    }

    @Override
    public Expression flatten(Expression x) {
        return call("torch.flatten", x, 1);
    }

    @Override
    public Expression widen(Expression x) {
        return call(x + ".to", module.arithmetic().exact());
    }

    @Override
    public Expression linear(Expression x, Expression weight, Optional<Expression> bias) {
        String shift = bias.map(b -> "torch.type_as(%s, %s)".formatted(b, x)).orElse("None");
        return call("torch.linear", x, weight, shift);
    }

    @Override
    public Expression relu(Expression x) {
        return call("torch.relu", x);
    }

    @Override
    public Expression sigmoid(Expression x) {
        return call("torch.sigmoid", x);
    }

    @Override
    public Expression exp(Expression x) {
        return call("torch.exp", x);
    }

    @Override
    public Expression oneHotOfLargest(Expression x) {
        String largest = "torch.argmax(%s, 1)".formatted(x);
        return call(
                "torch.type_as", "torch.one_hot(%s, torch.size(%s, 1))".formatted(largest, x), x);
    }

    @Override
    public Expression columnNumbers(Expression x) {
        String numbers = "torch.arange(1, torch.add(torch.size(%s, 1), 1))".formatted(x);
        String there = "torch.type_as(%s, %s)".formatted(numbers, x);
        return call("torch.unsqueeze", there, 0);
    }

    @Override
    public Expression sign(Expression x) {
        return call("torch.sign", x);
    }

    @Override
    public Expression sqrt(Expression x) {
        return x.list() ? list("torch._foreach_sqrt(%s)".formatted(x), x) : call("torch.sqrt", x);
    }

    @Override
    public Expression logClamped(Expression x) {
        return call("torch.log", call("torch.clamp_min", x, 1e-12));
    }

    @Override
    public Expression logSoftmax(Expression x, int axis) {
        return call("torch.log_softmax", x, axis);
    }

    @Override
    public Expression unitRows(Expression x) {
        return div(x, call("torch.clamp_min", call("torch.norm", x, 2, "[1]", "True"), 1e-12));
    }

    @Override
    public Expression add(Expression a, Expression b) {
        return binary("add", a, b);
    }

    @Override
    public Expression sub(Expression a, Expression b) {
        return binary("sub", a, b);
    }

    @Override
    public Expression mul(Expression a, Expression b) {
        return binary("mul", a, b);
    }

    @Override
    public Expression div(Expression a, Expression b) {
        return binary("div", a, b);
    }

    @Override
    public Expression mul(Expression x, double factor) {
        return x.list()
                ? list("torch._foreach_mul(%s, %s)".formatted(x, factor), x)
                : call("torch.mul", x, factor);
    }

    @Override
    public Expression add(Expression x, double summand) {
        return x.list()
                ? list("torch._foreach_add(%s, %s)".formatted(x, summand), x)
                : call("torch.add", x, summand);
    }

    @Override
    public Expression sum(Expression x, int axis) {
        return call("torch.sum", x, List.of(axis), "True");
    }

    @Override
    public Expression mean(Expression x, int axis) {
        return call("torch.mean", x, List.of(axis), "True");
    }

    @Override
    public Expression mean(Expression x) {
        return call("torch.mean", x);
    }

    @Override
    public Expression norm(Expression x) {
        return x.list()
                ? call("torch.stack", "torch._foreach_norm(%s)".formatted(x))
                : call("torch.norm", x);
    }

    @Override
    public Expression cat(List<Expression> parts, int axis) {
        return call("torch.cat", parts, axis);
    }

    @Override
    public List<Expression> chunk(Expression x, int parts) {
        Expression list = call("torch.chunk", x, parts);
        return IntStream.range(0, parts)
                .mapToObj(i -> Expression.of(list + "[" + i + "]"))
                .toList();
    }

    @Override
    public Expression slice(Expression x, int axis, long from, long to) {
        return call("torch.slice", x, axis, from, to);
    }

    @Override
    public Expression detach(Expression x) {
        return call("torch.detach", x);
    }

    @Override
    public Expression atLeast(Expression number, double bound) {
        return call("torch.ge", number, bound);
    }

    @Override
    public Expression positive(Expression number) {
        return call("torch.gt", number, 0);
    }

    @Override
    public Expression and(Expression a, Expression b) {
        return call("torch.logical_and", a, b);
    }

    @Override
    public Expression select(Expression condition, Expression then, Expression otherwise) {
        return call("torch.where", condition, then, otherwise);
    }

    @Override
    public Expression min(Expression a, double b) {
        return call("torch.clamp_max", a, b);
    }

    @Override
    public Expression choose(
            Expression condition, Supplier<Expression> then, Supplier<Expression> otherwise) {
        Expression result = method.fresh();
        method.block("if bool(%s):".formatted(condition), () -> method.set(result, then.get()));
        method.block("else:", () -> method.set(result, otherwise.get()));
        return result;
    }

    @Override
    public void when(Expression condition, Runnable effect) {
        List<Slot> before = pending.buffers();
        method.block("if bool(%s):".formatted(condition), effect);
        // A buffer that only the other branch assigns keeps its value in this one.
        method.block(
                "else:",
                () ->
                        pending.buffers().stream()
                                .filter(slot -> !before.contains(slot))
                                .forEach(slot -> method.set(pending.next(slot), kept(slot))));
    }

    private Expression kept(Slot buffer) {
        return Expression.of("b[" + module.buffer(buffer.name()) + "]");
    }

    @Override
    public void assign(Expression target, Expression value) {
        if (mode != Mode.LEARNING) {
            return; // whoever serves changes nothing
        }
        if (pending.open()) {
            Expression next = method.fresh();
            method.set(next, value);
            pending.add(target.slots().getFirst(), next);
        } else {
            String copy = target.list() ? "self.keep(%s, %s)" : "_ = torch.copy_(%s, %s)";
            method.line(copy.formatted(target, value));
        }
    }

    @Override
    public Expression constrain(Expression parameter, UnaryOperator<Expression> constraint) {
        Expression value = constraint.apply(parameter);
        if (!pending.open()) {
            return value;
        }
        Slot slot = parameter.slots().getFirst();
        int index = module.parameter(slot.name());
        Expression leaf = let("torch.detach(%s).requires_grad_(True)".formatted(value));
        method.line("leaves[%d] = %s".formatted(index, leaf));
        pending.constrain(slot);
        return leaf;
    }

    @Override
    public void signal(String name, Expression value) {
        signals.put(name, detach(value));
    }

    @Override
    public Descent<Expression> descend(
            int microBatches,
            Optional<Expression> lossScale,
            Function<MicroBatch<Expression>, Expression> loss,
            Consumer<Gradients<Expression>> update) {
        return new ScriptDescent(module, method, pending, recomputation, signals)
                .print(microBatches, lossScale, loss, update);
    }

    @Override
    public void each(
            Gradients<Expression> gradients, Predicate<Slot> members, Update<Expression> update) {
        List<Slot> chosen = module.layout().parameters().stream().filter(members).toList();
        for (List<Slot> part : UpdateParts.of(chosen)) {
            List<Integer> indices =
                    part.stream().map(slot -> module.parameter(slot.name())).toList();
            update.apply(this, elements("p", indices, part), elements("g", indices, part));
        }
    }

    @Override
    public Expression bufferLike(String name, Expression parameter) {
        List<Slot> like = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        for (Slot slot : parameter.slots()) {
            int index = module.buffer(scope + name + "/" + slot.name());
            indices.add(index);
            like.add(module.layout().buffers().get(index));
        }
        return elements("b", indices, like);
    }

    private Expression elements(String list, List<Integer> indices, List<Slot> slots) {
        String elements =
                indices.stream()
                        .map(i -> list + "[" + i + "]")
                        .collect(Collectors.joining(", ", "[", "]"));
        return Expression.list(let(elements).code(), slots);
    }

    private Expression list(String code, Expression like) {
        return Expression.list(let(code).code(), like.slots());
    }

    /// An operation of two tensors or, within an update, of a list with a list or with one number
    /// for each of its members.
    private Expression binary(String name, Expression a, Expression b) {
        if (!a.list()) {
            return call("torch." + name, a, b);
        }
        String other =
                b.list()
                        ? b.code()
                        : "torch.unbind(torch.expand(%s, [%d]))".formatted(b, a.slots().size());
        return list("torch._foreach_%s(%s, %s)".formatted(name, a, other), a);
    }

    private Expression call(String function, Object... arguments) {
        return method.call(function, arguments);
    }

    private Expression let(String code) {
        return method.let(code);
    }
}
