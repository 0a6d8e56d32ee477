package lotic.learning.ops;

import lotic.learning.ops.ScriptSource.Method;
import lotic.learning.ops.TorchScript.Expression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

    /// A variable or another short expression.
    ///
    /// @param code its text
    /// @param slot in which it lies, for parameters and buffers
    public record Expression(String code, Optional<Slot> slot) {

        static Expression of(String code) {
            return new Expression(code, Optional.empty());
        }

        @Override
        public String toString() {
            return code;
        }
    }

    /// The lists that every part of a program is given.
    private static final String LISTS = "w: List[Tensor], s: List[Tensor], h: Tensor";

    private final ScriptModule module;
    private final Mode mode;
    private final String scope;
    private final Method method;
    private final PendingAssignments pending;
    private final Map<String, Expression> signals;
    private final Optional<Loop> loop;

    /// A loop over parameters.
    private record Loop(String variable, List<Slot> members) {}

    /// The operations of a method.
    TorchScript(ScriptModule module, Mode mode, Method method) {
        this(
                module,
                mode,
                "",
                method,
                new PendingAssignments(),
                new LinkedHashMap<>(),
                Optional.empty());
    }

    private TorchScript(
            ScriptModule module,
            Mode mode,
            String scope,
            Method method,
            PendingAssignments pending,
            Map<String, Expression> signals,
            Optional<Loop> loop) {
        this.module = module;
        this.mode = mode;
        this.scope = scope;
        this.method = method;
        this.pending = pending;
        this.signals = signals;
        this.loop = loop;
    }

    private TorchScript with(String otherScope, Method otherMethod, Optional<Loop> otherLoop) {
        return new TorchScript(module, mode, otherScope, otherMethod, pending, signals, otherLoop);
    }

    /// What was signalled so far.
    Map<String, Expression> signals() {
        return signals;
    }

    @Override
    public TorchScript in(String name) {
        return with(Scopes.below(scope, name), method, loop);
    }

    @Override
    public List<Expression> segment(String name, List<Expression> inputs, Body<Expression> body) {
        String title =
                (scope + name + "_" + mode)
                        .replaceAll("[^A-Za-z0-9]", "_")
                        .toLowerCase(Locale.ROOT);
        int outputs =
                module.segmentOutputs(title, () -> printSegment(title, name, inputs.size(), body));
        String arguments = inputs.stream().map(Expression::code).collect(Collectors.joining(", "));
        Expression result = let("self.%s(%s, w, s, h)", title, arguments);
        return IntStream.range(0, outputs)
                .mapToObj(i -> Expression.of(result + "[" + i + "]"))
                .toList();
    }

    private int printSegment(String title, String name, int inputs, Body<Expression> body) {
        List<Expression> parameters =
                IntStream.range(0, inputs).mapToObj(i -> Expression.of("x" + i)).toList();
        String typed = parameters.stream().map(x -> x + ": Tensor, ").collect(Collectors.joining());
        Method part = module.source().begin(title, typed + LISTS, "List[Tensor]");
        TorchScript inside = with(Scopes.below(scope, name), part, loop);
        List<Expression> outputs = body.apply(inside, parameters);
        part.line("return %s", outputs);
        return outputs.size();
    }

    @Override
    public Expression parameter(String name, Init init, long... shape) {
        int index = module.parameter(scope + name);
        return new Expression(
                "w[" + index + "]", Optional.of(module.layout().parameters().get(index)));
    }

    @Override
    public Expression buffer(String name, long... shape) {
        int index = module.buffer(scope + name);
        String kept = "b[" + index + "]";
        return new Expression(
                mode == Mode.LEARNING ? kept : "torch.zeros_like(" + kept + ")",
                Optional.of(module.layout().buffers().get(index)));
    }

    @Override
    public Expression scalar(String name) {
        return Expression.of("h[" + module.scalar(name) + "]");
    }

    @Override
    public Expression number(double value) {
        return let("torch.scalar_tensor(%s, dtype=%d)", value, module.arithmetic().exact());
    }

    @Override
    public Expression pixels(Expression bytes) {
        return let(
                "self.pixels(torch.permute(%s, [0, 3, 1, 2]))", bytes); // channels-last by itself
    }

    @Override
    public Expression conv2d(
            Expression x, Expression weight, Optional<Expression> bias, Window window) {
        String b =
                bias.map(it -> "%s.to(%d)".formatted(it, module.arithmetic().fast()))
                        .orElse("None");
        int stride = window.stride();
        int padding = window.padding();
        return let(
                "torch.conv2d(%s, %s, %s, [%d, %d], [%d, %d], [1, 1], %d)",
                x, weight, b, stride, stride, padding, padding, window.groups());
    }

    @Override
    public Expression batchNorm(Expression x, String name, long channels) {
        TorchScript inner = in(name);
        String momentum =
                mode == Mode.CALIBRATING ? "float(" + scalar(ScriptModule.MOMENTUM) + ")" : "0.1";
        return let(
                "torch.batch_norm(%s, %s, %s, s[%d], s[%d], %s, %s, 1e-05, True)",
                x,
                inner.parameter("weight", Init.ONES, channels),
                inner.parameter("bias", Init.ZEROS, channels),
                module.statistic(inner.scope + "running_mean"),
                module.statistic(inner.scope + "running_var"),
                mode == Mode.SERVING ? "False" : "True",
                momentum);
    }

    @Override
    public Expression averagePool(Expression x) {
        return let("torch.mean(%s, [2, 3], True)", x);
    }

    @Override
    public Expression flatten(Expression x) {
        return let("torch.flatten(%s, 1)", x);
    }

    @Override
    public Expression widen(Expression x) {
        return let("%s.to(%d)", x, module.arithmetic().exact());
    }

    @Override
    public Expression linear(Expression x, Expression weight, Optional<Expression> bias) {
        return let(
                "torch.linear(%s, %s, %s)", x, weight, bias.map(Expression::code).orElse("None"));
    }

    @Override
    public Expression relu(Expression x) {
        return let("torch.relu(%s)", x);
    }

    @Override
    public Expression sigmoid(Expression x) {
        return let("torch.sigmoid(%s)", x);
    }

    @Override
    public Expression exp(Expression x) {
        return let("torch.exp(%s)", x);
    }

    @Override
    public Expression logClamped(Expression x) {
        return let("torch.log(torch.clamp_min(%s, 1e-12))", x);
    }

    @Override
    public Expression logSoftmax(Expression x, int axis) {
        return let("torch.log_softmax(%s, %d)", x, axis);
    }

    @Override
    public Expression unitRows(Expression x) {
        return let("torch.div(%s, torch.clamp_min(torch.norm(%s, 2, [1], True), 1e-12))", x, x);
    }

    @Override
    public Expression add(Expression a, Expression b) {
        return let("torch.add(%s, %s)", a, b);
    }

    @Override
    public Expression sub(Expression a, Expression b) {
        return let("torch.sub(%s, %s)", a, b);
    }

    @Override
    public Expression mul(Expression a, Expression b) {
        return let("torch.mul(%s, %s)", a, b);
    }

    @Override
    public Expression div(Expression a, Expression b) {
        return let("torch.div(%s, %s)", a, b);
    }

    @Override
    public Expression mul(Expression x, double factor) {
        return let("torch.mul(%s, %s)", x, factor);
    }

    @Override
    public Expression add(Expression x, double summand) {
        return let("torch.add(%s, %s)", x, summand);
    }

    @Override
    public Expression sum(Expression x, int axis) {
        return let("torch.sum(%s, [%d], True)", x, axis);
    }

    @Override
    public Expression mean(Expression x, int axis) {
        return let("torch.mean(%s, [%d], True)", x, axis);
    }

    @Override
    public Expression mean(Expression x) {
        return let("torch.mean(%s)", x);
    }

    @Override
    public Expression norm(Expression x) {
        return let("torch.norm(%s)", x);
    }

    @Override
    public Expression cat(List<Expression> parts, int axis) {
        return let("torch.cat(%s, %d)", parts, axis);
    }

    @Override
    public List<Expression> chunk(Expression x, int parts) {
        Expression list = let("torch.chunk(%s, %d)", x, parts);
        return IntStream.range(0, parts)
                .mapToObj(i -> Expression.of(list + "[" + i + "]"))
                .toList();
    }

    @Override
    public Expression slice(Expression x, int axis, long from, long to) {
        return let("torch.slice(%s, %d, %d, %d)", x, axis, from, to);
    }

    @Override
    public Expression detach(Expression x) {
        return let("torch.detach(%s)", x);
    }

    @Override
    public Expression atLeast(Expression number, double bound) {
        return let("torch.ge(%s, %s)", number, bound);
    }

    @Override
    public Expression positive(Expression number) {
        return let("torch.gt(%s, 0)", number);
    }

    @Override
    public Expression and(Expression a, Expression b) {
        return let("torch.logical_and(%s, %s)", a, b);
    }

    @Override
    public Expression select(Expression condition, Expression then, Expression otherwise) {
        return let("torch.where(%s, %s, %s)", condition, then, otherwise);
    }

    @Override
    public Expression min(Expression a, double b) {
        return let("torch.clamp_max(%s, %s)", a, b);
    }

    @Override
    public Expression choose(
            Expression condition, Supplier<Expression> then, Supplier<Expression> otherwise) {
        Expression result = Expression.of(module.source().fresh());
        method.block(
                "if bool(" + condition + "):", () -> method.line("%s = %s", result, then.get()));
        method.block("else:", () -> method.line("%s = %s", result, otherwise.get()));
        return result;
    }

    @Override
    public void when(Expression condition, Runnable effect) {
        List<Slot> before = pending.buffers();
        method.block("if bool(" + condition + "):", effect);
        method.block(
                "else:",
                () ->
                        pending.buffers().stream()
                                .filter(slot -> !before.contains(slot))
                                .forEach(
                                        slot ->
                                                method.line(
                                                        "%s = b[%d]",
                                                        pending.variable(slot),
                                                        module.buffer(slot.name()))));
    }

    @Override
    public void assign(Expression target, Expression value) {
        if (mode != Mode.LEARNING) {
            return; // whoever serves changes nothing
        }
        Slot slot = target.slot().orElseThrow();
        if (pending.open()) {
            String variable = module.source().fresh();
            method.line("%s = %s", variable, value);
            pending.add(slot, variable);
        } else {
            method.line("_ = torch.copy_(%s, %s)", target, value);
        }
    }

    @Override
    public Expression constrain(Expression parameter, UnaryOperator<Expression> constraint) {
        Expression value = constraint.apply(parameter);
        if (!pending.open()) {
            return value;
        }
        Slot slot = parameter.slot().orElseThrow();
        int index = module.parameter(slot.name());
        Expression leaf = let("torch.detach(%s).requires_grad_(True)", value);
        method.line("w[%d] = %s", index, leaf);
        method.line("leaves[%d] = %s", index, leaf);
        pending.constrain(slot);
        return new Expression(leaf.code(), Optional.of(slot));
    }

    @Override
    public void signal(String name, Expression value) {
        signals.put(name, detach(value));
    }

    @Override
    public Descent<Expression> descend(
            Supplier<Expression> loss, Consumer<Gradients<Expression>> update) {
        method.line("leaves = annotate(List[Tensor], [])");
        method.block(
                "for i in range(%d):".formatted(module.layout().parameters().size()),
                () -> method.line("_ = torch.append(leaves, p[i].detach().requires_grad_(True))"));
        method.line("s0 = s");
        method.line("s = annotate(List[Tensor], [])");
        method.block(
                "for i in range(%d):".formatted(module.layout().statistics().size()),
                () -> method.line("_ = torch.append(s, torch.clone(s0[i]))"));
        method.line("torch.set_grad_enabled(True)");
        method.line("w = self.cast(leaves)");
        pending.begin();
        Expression value = loss.get();
        pending.end();
        method.line("g = self.gradients(%s, leaves)", value);
        method.line("torch.set_grad_enabled(False)");
        Expression detached = detach(value);
        Expression norm = let("torch.norm(torch.stack(torch._foreach_norm(g)))");
        Expression finite = let("torch.isfinite(torch.add(%s, %s))", detached, norm);
        method.block("if bool(" + finite + "):", () -> keep(update));
        method.block("else:", () -> {});
        return new Descent<>(detached, norm, finite);
    }

    /// Makes lasting what the loss assigned, then updates.
    private void keep(Consumer<Gradients<Expression>> update) {
        for (Slot slot : pending.constrained()) {
            int index = module.parameter(slot.name());
            method.line("_ = torch.copy_(p[%d], torch.detach(leaves[%d]))", index, index);
        }
        for (Slot slot : pending.buffers()) {
            method.line(
                    "_ = torch.copy_(b[%d], %s)",
                    module.buffer(slot.name()), pending.variable(slot));
        }
        method.block(
                "for i in range(%d):".formatted(module.layout().statistics().size()),
                () -> method.line("_ = torch.copy_(s0[i], s[i])"));
        update.accept(new Gradients<>() {});
    }

    @Override
    public void each(
            Gradients<Expression> gradients, Predicate<Slot> members, Update<Expression> update) {
        List<Slot> chosen = module.layout().parameters().stream().filter(members).toList();
        if (chosen.isEmpty()) {
            return;
        }
        String i = module.source().fresh();
        List<Integer> indices = chosen.stream().map(slot -> module.parameter(slot.name())).toList();
        method.block(
                "for %s in range(%d):".formatted(i, chosen.size()),
                () -> {
                    Expression index = let("annotate(List[int], %s)[%s]", indices, i);
                    Expression p = let("p[%s]", index);
                    update.apply(
                            with(scope, method, Optional.of(new Loop(i, chosen))),
                            // Any member stands for all: their buffers' indices are looked up.
                            new Expression(p.code(), Optional.of(chosen.getFirst())),
                            let("g[%s]", index));
                });
    }

    @Override
    public Expression bufferLike(String name, Expression parameter) {
        Loop around = loop.orElseThrow();
        String prefix = scope + name + "/";
        List<Integer> indices =
                around.members().stream().map(slot -> module.buffer(prefix + slot.name())).toList();
        Expression buffer = let("b[annotate(List[int], %s)[%s]]", indices, around.variable());
        return new Expression(
                buffer.code(), Optional.of(module.layout().buffers().get(indices.getFirst())));
    }

    private Expression let(String format, Object... values) {
        String variable = module.source().fresh();
        method.line("%s = %s", variable, format.formatted(values));
        return Expression.of(variable);
    }
}
