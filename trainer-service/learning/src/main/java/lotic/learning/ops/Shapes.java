package lotic.learning.ops;

import lotic.learning.ops.Shapes.Value;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Reads a program for its shapes alone: what it declares, what it costs, and whether everything
/// fits, before a byte is allocated.
public final class Shapes implements TrainingOps<Value> {

    /// A tensor of which only the shape is known, and the slot if it lies in one.
    public record Value(Shape shape, Optional<Slot> slot) {

        /// A tensor that a caller brings.
        public static Value of(long... axes) {
            return new Value(Shape.of(axes), Optional.empty());
        }
    }

    private final String scope;
    private final Tally tally;

    /// A fresh reading.
    public Shapes() {
        this("", new Tally());
    }

    private Shapes(String scope, Tally tally) {
        this.scope = scope;
        this.tally = tally;
    }

    /// What was declared so far.
    public Layout layout() {
        return new Layout(
                List.copyOf(tally.parameters.values()),
                List.copyOf(tally.statistics.values()),
                List.copyOf(tally.buffers.values()),
                List.copyOf(tally.scalars));
    }

    /// Multiply-adds of convolutions and linear layers so far.
    public long multiplyAdds() {
        return tally.multiplyAdds;
    }

    /// Numbers of feature maps that the operations seen so far must at least read and write.
    public long mapNumbersMoved() {
        return tally.mapNumbersMoved;
    }

    @Override
    public Shapes in(String name) {
        return new Shapes(Scopes.below(scope, name), tally);
    }

    @Override
    public List<Value> segment(String name, List<Value> inputs, Body<Value> body) {
        return body.apply(in(name), inputs);
    }

    @Override
    public Value parameter(String name, Init init, long... shape) {
        return declare(tally.parameters, name, init, Shape.of(shape));
    }

    @Override
    public Value buffer(String name, long... shape) {
        return declare(tally.buffers, name, Init.zeros(), Shape.of(shape));
    }

    @Override
    public Value bufferLike(String name, Value parameter) {
        String full = name + "/" + parameter.slot().orElseThrow().name();
        return declare(tally.buffers, full, Init.zeros(), parameter.shape());
    }

    private Value declare(Map<String, Slot> slots, String name, Init init, Shape shape) {
        Slot slot = new Slot(scope + name, shape, init);
        Slot earlier = slots.putIfAbsent(slot.name(), slot);
        require(earlier == null || earlier.equals(slot), "is declared twice, differently", slot);
        return new Value(shape, Optional.of(slot));
    }

    @Override
    public Value scalar(String name) {
        tally.scalars.add(name);
        return Value.of();
    }

    @Override
    public Value number(double value) {
        return Value.of();
    }

    @Override
    public Value pixels(Value bytes) {
        Shape shape = bytes.shape();
        require(shape.rank() == 4 && shape.axis(3) == 3, "is not (n, h, w, 3)", shape);
        return Value.of(shape.axis(0), 3, shape.axis(1), shape.axis(2));
    }

    @Override
    public Value conv2d(Value x, Value weight, Optional<Value> bias, Window window) {
        Shape in = x.shape();
        Shape kernel = weight.shape();
        require(
                in.rank() == 4
                        && kernel.rank() == 4
                        && in.axis(1) == kernel.axis(1) * window.groups()
                        && kernel.axis(0) % window.groups() == 0
                        && kernel.axis(2) == window.kernel()
                        && kernel.axis(3) == window.kernel(),
                "cannot be convolved",
                in,
                kernel,
                window);
        bias.ifPresent(b -> require(b.shape().equals(Shape.of(kernel.axis(0))), "is no bias", b));
        Shape out =
                Shape.of(
                        in.axis(0),
                        kernel.axis(0),
                        window.sizeAfter(in.axis(2)),
                        window.sizeAfter(in.axis(3)));
        tally.multiplyAdds += out.size() * kernel.axis(1) * window.kernel() * window.kernel();
        return moved(new Value(out, Optional.empty()), x);
    }

    @Override
    public Value batchNorm(Value x, String name, long channels) {
        require(x.shape().axis(1) == channels, "does not have these channels", x.shape(), channels);
        Shapes inner = in(name);
        Shape shape = Shape.of(channels);
        inner.parameter("weight", Init.ones(), channels);
        inner.parameter("bias", Init.zeros(), channels);
        inner.declare(tally.statistics, "running_mean", Init.zeros(), shape);
        inner.declare(tally.statistics, "running_var", Init.ones(), shape);
        return moved(computed(x), x);
    }

    @Override
    public Value averagePool(Value x) {
        require(x.shape().rank() == 4, "is not (n, c, h, w)", x.shape());
        return moved(Value.of(x.shape().axis(0), x.shape().axis(1)), x);
    }

    @Override
    public Value scaleChannels(Value x, Value factors) {
        require(
                x.shape().rank() == 4
                        && factors.shape().equals(Shape.of(x.shape().axis(0), x.shape().axis(1))),
                "do not fit",
                x.shape(),
                factors.shape());
        return moved(computed(x), x);
    }

    @Override
    public Value flatten(Value x) {
        return Value.of(x.shape().axis(0), x.shape().size() / x.shape().axis(0));
    }

    @Override
    public Value linear(Value x, Value weight, Optional<Value> bias) {
        Shape in = x.shape();
        Shape matrix = weight.shape();
        require(
                in.rank() == 2 && matrix.rank() == 2 && in.axis(1) == matrix.axis(1),
                "cannot be multiplied",
                in,
                matrix);
        bias.ifPresent(b -> require(b.shape().equals(Shape.of(matrix.axis(0))), "is no bias", b));
        tally.multiplyAdds += in.axis(0) * matrix.size();
        return Value.of(in.axis(0), matrix.axis(0));
    }

    @Override
    public Value widen(Value x) {
        return computed(x);
    }

    @Override
    public Value relu(Value x) {
        return moved(computed(x), x);
    }

    @Override
    public Value sigmoid(Value x) {
        return computed(x);
    }

    @Override
    public Value exp(Value x) {
        return computed(x);
    }

    @Override
    public Value logSoftmax(Value x, int axis) {
        x.shape().axis(axis);
        return computed(x);
    }

    @Override
    public Value unitRows(Value x) {
        require(x.shape().rank() == 2, "is not (n, d)", x.shape());
        return computed(x);
    }

    @Override
    public Value oneHotOfLargest(Value x) {
        require(x.shape().rank() == 2, "is not (n, k)", x.shape());
        return computed(x);
    }

    @Override
    public Value columnNumbers(Value x) {
        require(x.shape().rank() == 2, "is not (n, k)", x.shape());
        return Value.of(1, x.shape().axis(1));
    }

    @Override
    public Value sign(Value x) {
        return computed(x);
    }

    @Override
    public Value sqrt(Value x) {
        return computed(x);
    }

    @Override
    public Value logClamped(Value x) {
        return computed(x);
    }

    @Override
    public Value add(Value a, Value b) {
        return moved(stretched(a, b), a, b);
    }

    @Override
    public Value sub(Value a, Value b) {
        return stretched(a, b);
    }

    @Override
    public Value mul(Value a, Value b) {
        return stretched(a, b);
    }

    @Override
    public Value div(Value a, Value b) {
        return stretched(a, b);
    }

    @Override
    public Value mul(Value x, double factor) {
        return computed(x);
    }

    @Override
    public Value add(Value x, double summand) {
        return computed(x);
    }

    @Override
    public Value sum(Value x, int axis) {
        return new Value(x.shape().with(axis, 1), Optional.empty());
    }

    @Override
    public Value mean(Value x, int axis) {
        return sum(x, axis);
    }

    @Override
    public Value mean(Value x) {
        return Value.of();
    }

    @Override
    public Value norm(Value x) {
        return Value.of();
    }

    @Override
    public Value cat(List<Value> parts, int axis) {
        Shape first = parts.getFirst().shape();
        long length = 0;
        for (Value part : parts) {
            Shape shape = part.shape();
            require(
                    shape.rank() == first.rank() && shape.with(axis, 1).equals(first.with(axis, 1)),
                    "cannot be joined",
                    first,
                    shape);
            length += shape.axis(axis);
        }
        return new Value(first.with(axis, length), Optional.empty());
    }

    @Override
    public List<Value> chunk(Value x, int parts) {
        Shape shape = x.shape();
        require(shape.axis(0) % parts == 0, "cannot be divided", shape, parts);
        Value part = new Value(shape.with(0, shape.axis(0) / parts), Optional.empty());
        return Collections.nCopies(parts, part);
    }

    @Override
    public Value slice(Value x, int axis, long from, long to) {
        long end = Math.min(to, x.shape().axis(axis));
        require(0 <= from && from < end, "has no such slice", x.shape(), from, to);
        return new Value(x.shape().with(axis, end - from), Optional.empty());
    }

    @Override
    public Value detach(Value x) {
        return computed(x);
    }

    @Override
    public void assign(Value target, Value value) {
        require(
                target.slot().isPresent() && target.shape().equals(value.shape()),
                "cannot be assigned",
                target,
                value);
    }

    @Override
    public Value constrain(Value parameter, UnaryOperator<Value> constraint) {
        Value constrained = constraint.apply(parameter);
        assign(parameter, constrained);
        return new Value(constrained.shape(), parameter.slot());
    }

    @Override
    public void signal(String name, Value value) {
        requireNumber(value);
    }

    @Override
    public Value atLeast(Value number, double bound) {
        return requireNumber(number);
    }

    @Override
    public Value positive(Value number) {
        return requireNumber(number);
    }

    @Override
    public Value and(Value a, Value b) {
        requireNumber(a);
        return requireNumber(b);
    }

    @Override
    public Value select(Value condition, Value then, Value otherwise) {
        requireNumber(condition);
        requireNumber(then);
        return requireNumber(otherwise);
    }

    @Override
    public Value min(Value a, double b) {
        return requireNumber(a);
    }

    @Override
    public Value choose(Value condition, Supplier<Value> then, Supplier<Value> otherwise) {
        requireNumber(condition);
        Shape one = then.get().shape();
        Shape other = otherwise.get().shape();
        require(one.equals(other), "cannot be chosen from", one, other);
        return new Value(one, Optional.empty());
    }

    @Override
    public void when(Value condition, Runnable effect) {
        requireNumber(condition);
        effect.run();
    }

    @Override
    public Descent<Value> descend(
            int microBatches,
            Optional<Value> lossScale,
            Function<MicroBatch<Value>, Value> loss,
            Consumer<Gradients<Value>> update) {
        Value value = requireNumber(loss.apply((x, rows) -> microBatch(x, rows, microBatches)));
        update.accept(new Gradients<>() {});
        return new Descent<>(value, Value.of(), Value.of());
    }

    private Value microBatch(Value x, int rows, int count) {
        Shape shape = x.shape();
        require(
                shape.axis(0) % ((long) rows * count) == 0,
                "cannot be divided",
                shape,
                rows,
                count);
        return new Value(shape.with(0, shape.axis(0) / count), Optional.empty());
    }

    @Override
    public void each(Gradients<Value> gradients, Predicate<Slot> members, Update<Value> update) {
        for (Slot slot : List.copyOf(tally.parameters.values())) {
            if (members.test(slot)) {
                Value gradient = new Value(slot.shape(), Optional.empty());
                update.apply(this, new Value(slot.shape(), Optional.of(slot)), gradient);
            }
        }
    }

    private Value stretched(Value a, Value b) {
        boolean first = a.shape().rank() >= b.shape().rank();
        Shape longer = first ? a.shape() : b.shape();
        Shape shorter = first ? b.shape() : a.shape();
        long[] axes = longer.toArray();
        int skipped = longer.rank() - shorter.rank();
        for (int i = 0; i < shorter.rank(); i++) {
            long one = axes[skipped + i];
            long other = shorter.axis(i);
            require(one == other || one == 1 || other == 1, "do not fit", a.shape(), b.shape());
            axes[skipped + i] = Math.max(one, other);
        }
        return Value.of(axes);
    }

    /// Counts an operation on feature maps, which reads its inputs and writes its result once.
    private Value moved(Value result, Value... inputs) {
        for (Value input : inputs) {
            if (input.shape().rank() == 4) {
                tally.mapNumbersMoved += input.shape().size();
            }
        }
        if (result.shape().rank() == 4) {
            tally.mapNumbersMoved += result.shape().size();
        }
        return result;
    }

    private static Value computed(Value x) {
        return new Value(x.shape(), Optional.empty());
    }

    private Value requireNumber(Value x) {
        require(x.shape().rank() == 0, "is no single number", x.shape());
        return x;
    }

    private void require(boolean fits, String complaint, Object... values) {
        if (!fits) {
            String named =
                    Arrays.stream(values).map(String::valueOf).collect(Collectors.joining(", "));
            throw new IllegalArgumentException(scope + ": " + named + " " + complaint);
        }
    }

    private static final class Tally {
        private final Map<String, Slot> parameters = new LinkedHashMap<>();
        private final Map<String, Slot> statistics = new LinkedHashMap<>();
        private final Map<String, Slot> buffers = new LinkedHashMap<>();
        private final Set<String> scalars = new LinkedHashSet<>();
        private long multiplyAdds;
        private long mapNumbersMoved;
    }
}
