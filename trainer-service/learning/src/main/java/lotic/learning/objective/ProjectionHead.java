package lotic.learning.objective;

import lotic.learning.ops.Init;
import lotic.learning.ops.Ops;

import java.util.List;
import java.util.Optional;

/// Linear layers between features and the space where prototypes live, ReLU between them.
///
/// @param inputs F, width of the features
/// @param hidden widths of the hidden layers
/// @param outputs D
/// @param batchNorm behind each hidden layer
record ProjectionHead(int inputs, List<Integer> hidden, int outputs, boolean batchNorm) {

    /// Features to points on the sphere where prototypes live.
    ///
    /// @param features (n, F)
    /// @return (n, D), rows of length one
    <T> T project(Ops<T> ops, T features) {
        T x = features;
        int width = inputs;
        for (int i = 1; i <= hidden.size(); i++) {
            int next = hidden.get(i - 1);
            x = layer(ops.in("fc" + i), x, width, next);
            x = ops.relu(batchNorm ? ops.batchNorm(x, "bn" + i, next) : x);
            width = next;
        }
        return ops.unitRows(layer(ops.in("fc" + (hidden.size() + 1)), x, width, outputs));
    }

    private static <T> T layer(Ops<T> ops, T x, int inputs, int outputs) {
        T weight = ops.parameter("weight", Init.linear(inputs), outputs, inputs);
        T bias = ops.parameter("bias", Init.linear(inputs), outputs);
        return ops.linear(x, weight, Optional.of(bias));
    }
}
