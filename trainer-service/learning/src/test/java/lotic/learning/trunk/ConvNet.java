package lotic.learning.trunk;

import lotic.learning.ops.Init;
import lotic.learning.ops.Ops;
import lotic.learning.ops.Window;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A plain network of two convolutions: another trunk, to show that nothing asks for RegNets.
public record ConvNet(int width) implements Trunk {

    @Override
    public int dimension() {
        return width;
    }

    @Override
    public <T> List<Features<T>> forward(Ops<T> ops, List<View<T>> views) {
        List<Features<T>> features = new ArrayList<>();
        for (View<T> view : views) {
            T map = ops.segment("body", List.of(view.pixels()), this::body).getFirst();
            features.add(new Features<>(ops.widen(ops.averagePool(map)), List.of(map)));
        }
        return features;
    }

    private <T> List<T> body(Ops<T> ops, List<T> inputs) {
        T x = inputs.getFirst();
        T first = ops.parameter("first.weight", Init.convolution(width, 3), width, 3, 3, 3);
        T bias = ops.parameter("first.bias", Init.linear(27), width);
        x = ops.relu(ops.conv2d(x, first, Optional.of(bias), Window.of(3).stride(2)));
        T second = ops.parameter("second.weight", Init.convolution(width, 1), width, width, 1, 1);
        x = ops.conv2d(x, second, Optional.empty(), Window.of(1));
        return List.of(ops.relu(ops.batchNorm(x, "norm", width)));
    }
}
