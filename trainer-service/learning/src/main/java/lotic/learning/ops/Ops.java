package lotic.learning.ops;

import java.util.List;
import java.util.Optional;

/// The vocabulary in which networks are written once, for [Shapes], [Eager], [TorchScript] and
/// [Onnx] to read. Each operation refuses shapes that do not fit, naming the scope
/// (`trunk/s1.b1.conv2`).
///
/// Learning or serving, the number type and the memory layout are the interpreter's matter: nobody
/// who speaks this vocabulary asks for the size of the batch or branches on a number. Shapes in the
/// comments are (examples, channels, height, width). Reductions keep their axis with length 1.
///
/// @param <T> what a tensor is to the interpreter
public interface Ops<T> {

    /// A part of a network as a function.
    @FunctionalInterface
    interface Body<T> {
        List<T> apply(Ops<T> ops, List<T> inputs);
    }

    /// The same interpreter with names below a scope: `in("s1").in("b1")` names `s1.b1.…`. A scope
    /// that ends with a slash, such as `trunk/`, begins a part of the state of its own.
    Ops<T> in(String scope);

    /// A part that is compiled once for all resolutions, and the unit of [Activations#RECOMPUTED].
    /// The body sees its inputs and the parameters of its scope only, and does the same at every
    /// call.
    ///
    /// @param name of the scope that the body is given
    List<T> segment(String name, List<T> inputs, Body<T> body);

    /// A learnt tensor, declared where it is used.
    ///
    /// @param name its name in every file, without the scope's prefix
    T parameter(String name, Init init, long... shape);

    /// Pixels as networks take them.
    ///
    /// @param bytes (n, h, w, 3) uint8, red first
    /// @return (n, 3, h, w), scaled to 0..1, then normalised by ImageNet's mean and deviation of
    ///   each channel (0.485, 0.456, 0.406; 0.229, 0.224, 0.225)
    T pixels(T bytes);

    /// A convolution, in the interpreter's fast precision.
    ///
    /// @param x (n, inputs, h, w)
    /// @param weight (outputs, inputs / groups, kernel, kernel)
    /// @param bias (outputs)
    T conv2d(T x, T weight, Optional<T> bias, Window window);

    /// Batch normalisation with epsilon 1e-5 (Ioffe and Szegedy 2015, arXiv:1502.03167). While
    /// learning it normalises by the batch and moves its running statistics by a tenth; the running
    /// variance is the unbiased one. It declares `weight`, `bias`, `running_mean` and `running_var`
    /// in the scope of its name.
    ///
    /// @param x (n, channels, …)
    T batchNorm(T x, String name, long channels);

    /// The mean over all pixels, (n, c, h, w) to (n, c).
    T averagePool(T x);

    /// Each channel times a number.
    ///
    /// @param x (n, c, h, w)
    /// @param factors (n, c)
    T scaleChannels(T x, T factors);

    /// All axes but the first as one.
    T flatten(T x);

    /// The same numbers in the precision of the weights: what must not be rounded comes after it.
    T widen(T x);

    /// x Wᵀ + bias, in the precision of x.
    ///
    /// @param x (n, inputs)
    /// @param weight (outputs, inputs)
    /// @param bias (outputs)
    T linear(T x, T weight, Optional<T> bias);

    T relu(T x);

    T sigmoid(T x);

    T exp(T x);

    /// The logarithm of the softmax over an axis, without over- or underflow.
    T logSoftmax(T x, int axis);

    /// Rows of length one: x / max(‖x‖, 1e-12).
    ///
    /// @param x (n, d)
    T unitRows(T x);

    /// a + b; axes of length 1 stretch, as in the other operations of two tensors.
    T add(T a, T b);

    T sub(T a, T b);

    T mul(T a, T b);

    T div(T a, T b);

    T mul(T x, double factor);

    T add(T x, double summand);

    default T div(T x, double divisor) {
        return mul(x, 1 / divisor);
    }

    T sum(T x, int axis);

    T mean(T x, int axis);

    /// The mean over all numbers, a single number.
    T mean(T x);

    /// Joins tensors along an axis.
    T cat(List<T> parts, int axis);

    /// Equal parts along the first axis.
    List<T> chunk(T x, int parts);

    /// A part of an axis, half-open.
    ///
    /// @param to may lie behind the end, which then counts
    T slice(T x, int axis, long from, long to);

    /// The same numbers as a constant: no gradient passes back through it.
    T detach(T x);
}
