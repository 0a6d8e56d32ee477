package lotic.learning.ops;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Activation;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Does each operation at once, in the plainest way: the reference to which other interpreters are
/// held. Tensors that it makes live until [#close]. One thread, and in one process one at a time
/// that learns.
///
/// Constants are arrays that live as long: DJL's operations with a Java number make one over a
/// buffer that the garbage collector may free while the backward pass still reads it.
public final class Eager implements TrainingOps<NDArray>, AutoCloseable {

    private static final double[] MEAN = {0.485, 0.456, 0.406};
    private static final double[] DEVIATION = {0.229, 0.224, 0.225};
    private static final double NORM_EPSILON = 1e-5;
    private static final double NORM_MOMENTUM = 0.1;

    private final EagerSession session;
    private final String scope;

    private Eager(EagerSession session, String scope) {
        this.session = session;
        this.scope = scope;
    }

    /// Operations on a state.
    ///
    /// @param scalars by name, as a call of a compiled program brings them
    public static Eager over(StateArrays state, Mode mode, Map<String, Double> scalars) {
        // Gradients are recorded within a descent only; threads differ in how they begin.
        JniUtils.setGradMode(false);
        return new Eager(new EagerSession(state, mode, scalars), "");
    }

    /// Gives a tensor of the state's type to the caller's program.
    public NDArray create(double[] numbers, long... shape) {
        return session.typed(session.manager().create(numbers)).reshape(shape);
    }

    /// The number that a tensor without axes holds.
    public double valueOf(NDArray number) {
        return session.valueOf(number);
    }

    /// What was signalled so far.
    public Map<String, Double> signals() {
        return Map.copyOf(session.signals());
    }

    @Override
    public void close() {
        session.close();
    }

    @Override
    public Eager in(String name) {
        return new Eager(session, Scopes.below(scope, name));
    }

    @Override
    public List<NDArray> segment(String name, List<NDArray> inputs, Body<NDArray> body) {
        return body.apply(in(name), inputs);
    }

    @Override
    public NDArray parameter(String name, Init init, long... shape) {
        return session.parameter(scope + name);
    }

    @Override
    public NDArray buffer(String name, long... shape) {
        NDArray buffer = session.buffer(scope + name);
        return session.learns() ? buffer : buffer.zerosLike();
    }

    @Override
    public NDArray bufferLike(String name, NDArray parameter) {
        return session.state().array(scope + name + "/" + session.name(parameter));
    }

    @Override
    public NDArray scalar(String name) {
        return number(session.scalar(name));
    }

    @Override
    public NDArray number(double value) {
        return session.typed(session.manager().create(value));
    }

    @Override
    public NDArray pixels(NDArray bytes) {
        NDArray scaled = session.typed(bytes).transpose(0, 3, 1, 2).div(number(255));
        return scaled.sub(create(MEAN, 1, 3, 1, 1)).div(create(DEVIATION, 1, 3, 1, 1));
    }

    @Override
    public NDArray conv2d(NDArray x, NDArray weight, Optional<NDArray> bias, Window window) {
        ai.djl.ndarray.types.Shape stride =
                new ai.djl.ndarray.types.Shape(window.stride(), window.stride());
        ai.djl.ndarray.types.Shape padding =
                new ai.djl.ndarray.types.Shape(window.padding(), window.padding());
        ai.djl.ndarray.types.Shape dilation = new ai.djl.ndarray.types.Shape(1, 1);
        NDArray y =
                x.getNDArrayInternal()
                        .convolution(x, weight, null, stride, padding, dilation, window.groups())
                        .singletonOrThrow();
        return bias.map(b -> y.add(b.reshape(1, -1, 1, 1))).orElse(y);
    }

    /// Composed of plain operations: the engine's own takes epsilon in float32, which shows in
    /// float64.
    @Override
    public NDArray batchNorm(NDArray x, String name, long channels) {
        Eager inner = in(name);
        int[] axes = x.getShape().dimension() == 4 ? new int[] {0, 2, 3} : new int[] {0};
        long[] row = x.getShape().dimension() == 4 ? new long[] {1, -1, 1, 1} : new long[] {1, -1};
        NDArray mean = session.statistic(inner.scope + "running_mean").reshape(row);
        NDArray variance = session.statistic(inner.scope + "running_var").reshape(row);
        if (session.mode() != Mode.SERVING) {
            double count = (double) x.size() / channels;
            mean = x.sum(axes, true).div(number(count));
            NDArray deviations = x.sub(mean);
            variance = deviations.mul(deviations).sum(axes, true).div(number(count));
            inner.move("running_mean", mean);
            inner.move("running_var", variance.mul(number(count / (count - 1))));
        }
        NDArray normal = x.sub(mean).div(variance.add(number(NORM_EPSILON)).sqrt());
        return normal.mul(inner.parameter("weight", Init.ones(), channels).reshape(row))
                .add(inner.parameter("bias", Init.zeros(), channels).reshape(row));
    }

    private void move(String statistic, NDArray batch) {
        double share =
                session.mode() == Mode.CALIBRATING
                        ? session.scalar(ScriptModule.MOMENTUM)
                        : NORM_MOMENTUM;
        NDArray running = session.statistic(scope + statistic);
        NDArray now = batch.stopGradient().reshape(running.getShape());
        NDArray moved = running.mul(number(1 - share)).add(now.mul(number(share)));
        session.assign(scope + statistic, moved);
    }

    @Override
    public NDArray averagePool(NDArray x) {
        return x.mean(new int[] {3}).mean(new int[] {2});
    }

    @Override
    public NDArray scaleChannels(NDArray x, NDArray factors) {
        return x.mul(factors.expandDims(2).expandDims(3));
    }

    @Override
    public NDArray flatten(NDArray x) {
        return x.reshape(x.getShape().get(0), -1);
    }

    @Override
    public NDArray widen(NDArray x) {
        return x;
    }

    @Override
    public NDArray linear(NDArray x, NDArray weight, Optional<NDArray> bias) {
        NDArray y = x.matMul(weight.transpose());
        return bias.map(y::add).orElse(y);
    }

    @Override
    public NDArray relu(NDArray x) {
        return Activation.relu(x);
    }

    @Override
    public NDArray sigmoid(NDArray x) {
        return Activation.sigmoid(x);
    }

    @Override
    public NDArray exp(NDArray x) {
        return x.exp();
    }

    @Override
    public NDArray oneHotOfLargest(NDArray x) {
        int columns = Math.toIntExact(x.getShape().get(1));
        return session.typed(x.argMax(1).oneHot(columns));
    }

    @Override
    public NDArray columnNumbers(NDArray x) {
        int columns = Math.toIntExact(x.getShape().get(1));
        return session.typed(session.manager().arange(1, columns + 1)).reshape(1, columns);
    }

    @Override
    public NDArray sign(NDArray x) {
        return x.sign();
    }

    @Override
    public NDArray sqrt(NDArray x) {
        return x.sqrt();
    }

    @Override
    public NDArray logClamped(NDArray x) {
        return x.maximum(number(1e-12)).log();
    }

    @Override
    public NDArray logSoftmax(NDArray x, int axis) {
        return x.logSoftmax(axis);
    }

    @Override
    public NDArray unitRows(NDArray x) {
        return x.div(x.norm(new int[] {1}, true).maximum(number(1e-12)));
    }

    @Override
    public NDArray add(NDArray a, NDArray b) {
        return a.add(b);
    }

    @Override
    public NDArray sub(NDArray a, NDArray b) {
        return a.sub(b);
    }

    @Override
    public NDArray mul(NDArray a, NDArray b) {
        return a.mul(b);
    }

    @Override
    public NDArray div(NDArray a, NDArray b) {
        return a.div(b);
    }

    @Override
    public NDArray mul(NDArray x, double factor) {
        return x.mul(number(factor));
    }

    @Override
    public NDArray add(NDArray x, double summand) {
        return x.add(number(summand));
    }

    @Override
    public NDArray sum(NDArray x, int axis) {
        return x.sum(new int[] {axis}, true);
    }

    @Override
    public NDArray mean(NDArray x, int axis) {
        return x.mean(new int[] {axis}, true);
    }

    @Override
    public NDArray mean(NDArray x) {
        return x.mean();
    }

    @Override
    public NDArray norm(NDArray x) {
        return x.norm();
    }

    @Override
    public NDArray cat(List<NDArray> parts, int axis) {
        return NDArrays.concat(new NDList(parts), axis);
    }

    @Override
    public List<NDArray> chunk(NDArray x, int parts) {
        return x.split(parts);
    }

    @Override
    public NDArray slice(NDArray x, int axis, long from, long to) {
        NDIndex index = new NDIndex();
        IntStream.range(0, axis).forEach(i -> index.addAllDim());
        return x.get(index.addSliceDim(from, Math.min(to, x.getShape().get(axis))));
    }

    @Override
    public NDArray detach(NDArray x) {
        return x.stopGradient();
    }

    @Override
    public NDArray atLeast(NDArray number, double bound) {
        return number.gte(number(bound));
    }

    @Override
    public NDArray positive(NDArray number) {
        return number.gt(number(0));
    }

    @Override
    public NDArray and(NDArray a, NDArray b) {
        return a.logicalAnd(b);
    }

    @Override
    public NDArray select(NDArray condition, NDArray then, NDArray otherwise) {
        return condition.getBoolean() ? then : otherwise;
    }

    @Override
    public NDArray min(NDArray a, double b) {
        return a.minimum(number(b));
    }

    @Override
    public NDArray choose(NDArray condition, Supplier<NDArray> then, Supplier<NDArray> otherwise) {
        return condition.getBoolean() ? then.get() : otherwise.get();
    }

    @Override
    public void when(NDArray condition, Runnable effect) {
        if (condition.getBoolean()) {
            effect.run();
        }
    }

    @Override
    public void assign(NDArray target, NDArray value) {
        if (session.learns()) {
            session.assign(session.name(target), value);
        }
    }

    @Override
    public NDArray constrain(NDArray parameter, UnaryOperator<NDArray> constraint) {
        return session.constrain(parameter, constraint.apply(parameter).stopGradient());
    }

    @Override
    public void signal(String name, NDArray value) {
        session.signals().put(name, session.valueOf(value));
    }

    @Override
    public Descent<NDArray> descend(
            int microBatches,
            Optional<NDArray> lossScale,
            Function<MicroBatch<NDArray>, NDArray> loss,
            Consumer<Gradients<NDArray>> update) {
        session.begin();
        Map<String, Double> signals = new LinkedHashMap<>();
        Map<String, NDArray> means = new HashMap<>();
        double meanLoss = 0;
        for (int m = 0; m < microBatches; m++) {
            int part = m;
            session.beginMicroBatch();
            NDArray value =
                    differentiate(
                            lossScale,
                            () -> loss.apply((x, rows) -> microBatch(x, rows, microBatches, part)));
            meanLoss += session.valueOf(value.stopGradient()) / microBatches;
            NDArray divisor = mul(lossScale.orElse(number(1)), microBatches);
            session.gradients().forEach((name, g) -> means.merge(name, g.div(divisor), this::add));
            session.signals()
                    .forEach((name, x) -> signals.merge(name, x / microBatches, Double::sum));
        }
        session.signals().putAll(signals);
        double squares = 0;
        for (NDArray mean : means.values()) {
            squares += Math.pow(session.valueOf(mean.norm()), 2);
        }
        boolean finite = Double.isFinite(meanLoss + squares);
        session.end(finite);
        if (finite) {
            update.accept(new Gradient(means));
        }
        return new Descent<>(number(meanLoss), number(Math.sqrt(squares)), number(finite ? 1 : 0));
    }

    private static NDArray differentiate(Optional<NDArray> lossScale, Supplier<NDArray> loss) {
        // By name: ONNX Runtime's engine stands beside it, and can no gradients.
        Engine torch = Engine.getEngine("PyTorch");
        try (GradientCollector collector = torch.newGradientCollector()) {
            NDArray value = loss.get();
            collector.backward(lossScale.map(value::mul).orElse(value));
            return value;
        }
    }

    private static NDArray microBatch(NDArray x, int rows, int count, int m) {
        long[] axes = x.getShape().getShape();
        long examples = axes[0] / rows / count;
        long[] apart =
                LongStream.concat(LongStream.of(rows, count, examples), rest(axes)).toArray();
        long[] together = LongStream.concat(LongStream.of(rows * examples), rest(axes)).toArray();
        return x.reshape(apart).get(new NDIndex().addAllDim().addIndices(m)).reshape(together);
    }

    private static LongStream rest(long... axes) {
        return Arrays.stream(axes).skip(1);
    }

    @Override
    public void each(
            Gradients<NDArray> gradients, Predicate<Slot> members, Update<NDArray> update) {
        Map<String, NDArray> byName = ((Gradient) gradients).byName();
        for (Slot slot : session.state().layout().parameters()) {
            NDArray gradient = byName.get(slot.name());
            if (gradient != null && members.test(slot)) {
                update.apply(this, session.state().array(slot.name()), gradient);
            }
        }
    }

    private record Gradient(Map<String, NDArray> byName) implements Gradients<NDArray> {}
}
