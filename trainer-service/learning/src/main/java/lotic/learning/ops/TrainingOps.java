package lotic.learning.ops;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// What only learning needs; an export never sees it.
///
/// A program of learning is one [#descend]. Whatever it assigns lasts only if the loss and all
/// gradients are finite; otherwise the state is as it was, to the bit.
///
/// @param <T> what a tensor is to the interpreter
public interface TrainingOps<T> extends Ops<T> {

    @Override
    TrainingOps<T> in(String scope);

    /// A tensor that steps replace without a gradient, such as a queue. It begins with zeros, and
    /// whoever serves finds it so.
    T buffer(String name, long... shape);

    /// Zeros of a parameter's shape under this scope and the parameter's full name, such as
    /// `optimizer/momentum/trunk/stem.conv.weight`. For use within [#each].
    T bufferLike(String name, T parameter);

    /// Gives a buffer, or within [#each] a parameter, a new value. Within a loss the new value is
    /// seen from the next step on.
    void assign(T target, T value);

    /// A number that changes between steps without a new program, such as the rate.
    T scalar(String name);

    /// A constant.
    T number(double value);

    /// A parameter brought back to where it must lie, such as rows of length one, before it is
    /// used. Gradients are taken at the returned value, which also replaces the parameter's.
    T constrain(T parameter, UnaryOperator<T> constraint);

    /// Tells a number of health to whoever watches the step.
    void signal(String name, T value);

    /// Whether a single number is at least a bound.
    T atLeast(T number, double bound);

    /// Whether a single number is above 0.
    T positive(T number);

    T and(T a, T b);

    /// One of two single numbers by a condition; both are computed.
    T select(T condition, T then, T otherwise);

    /// One of two tensors of the same shape by a condition; only that one is computed.
    T choose(T condition, Supplier<T> then, Supplier<T> otherwise);

    /// An effect that takes place only if the condition holds.
    void when(T condition, Runnable effect);

    /// The smaller one of two single numbers.
    T min(T a, double b);

    /// The Euclidean norm over all numbers.
    T norm(T x);

    /// 1 at the largest number of each row, elsewhere 0.
    ///
    /// @param x (n, k)
    T oneHotOfLargest(T x);

    /// The numbers 1, 2, … k of the columns, (n, k) to (1, k).
    T columnNumbers(T x);

    /// 1 where a number is above 0, 0 where it is 0, -1 where it is below.
    T sign(T x);

    /// The square root of each number, none of which is negative. Not for losses: its slope has no
    /// bound at 0.
    T sqrt(T x);

    /// The natural logarithm of max(x, 1e-12), for entropies.
    T logClamped(T x);

    /// Takes the gradient of a loss with respect to all parameters. If it and the loss are finite,
    /// the assignments made within the loss are kept and the update is done.
    default Descent<T> descend(Supplier<T> loss, Consumer<Gradients<T>> update) {
        return descend(1, Optional.empty(), whole -> loss.get(), update);
    }

    /// Takes the gradient of the mean of the losses of micro-batches, which have equally many
    /// examples and come one after the other, so that only one's feature maps are in memory. Each
    /// sees the running statistics and the buffers that the one before left, and the same
    /// parameters; the loss, the gradient and the signals are means. If all of them are finite, all
    /// assignments are kept and there is one update.
    ///
    /// @param microBatches 1 or more
    /// @param lossScale a single number by which losses are multiplied before the gradient is
    ///   taken, and the gradient is divided, so that small ones are not lost in float16; what is
    ///   told is not scaled
    /// @param loss of one of them
    Descent<T> descend(
            int microBatches,
            Optional<T> lossScale,
            Function<MicroBatch<T>, T> loss,
            Consumer<Gradients<T>> update);

    /// Picks a micro-batch's examples out of a batch.
    @FunctionalInterface
    interface MicroBatch<T> {

        /// The rows of this micro-batch.
        ///
        /// @param x (rows * B, …), crop-major: row v * B + i is of example i; without a gradient
        /// @param rows of each example
        T of(T x, int rows);
    }

    /// Does the same to each parameter in a set, knowing nothing of the others.
    void each(Gradients<T> gradients, Predicate<Slot> members, Update<T> update);

    /// New weights from old ones.
    @FunctionalInterface
    interface Update<T> {
        void apply(TrainingOps<T> ops, T parameter, T gradient);
    }

    /// The gradients of all parameters, of meaning to their interpreter alone.
    interface Gradients<T> {}

    /// What came of a descent, each a single number.
    ///
    /// @param loss before the update
    /// @param gradientNorm Euclidean, over all parameters together
    /// @param applied 1 if everything was finite, else 0
    record Descent<T>(T loss, T gradientNorm, T applied) {}
}
