package lotic.learning.trunk;

import lotic.learning.ops.Init;
import lotic.learning.ops.Ops;
import lotic.learning.ops.Window;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// RegNetY (Radosavovic et al. 2020, arXiv:2003.13678): a stem and stages of residual bottleneck
/// blocks with grouped convolutions and squeeze-excitation. Tensors are named as in timm.
///
/// @param stemWidth channels behind the stem; published 32
/// @param stages from fine to coarse, each halving the resolution at its first block
public record RegNetY(int stemWidth, List<Stage> stages) implements Trunk {

    private static final int PIXEL_CHANNELS = 3;

    /// Squeezed channels of squeeze-excitation per input channel of the block.
    private static final double SQUEEZE = 0.25;

    /// Blocks of one width.
    ///
    /// @param width channels
    /// @param depth blocks
    /// @param groupWidth channels that one group of the 3x3 convolution sees
    public record Stage(int width, int depth, int groupWidth) {}

    public RegNetY {
        stages = List.copyOf(stages);
    }

    @Override
    public int dimension() {
        return stages.getLast().width();
    }

    @Override
    public <T> List<Features<T>> forward(Ops<T> ops, List<View<T>> views) {
        List<Features<T>> features = new ArrayList<>();
        for (View<T> view : views) {
            features.add(forward(ops, view.pixels()));
        }
        return features;
    }

    private <T> Features<T> forward(Ops<T> ops, T pixels) {
        List<T> maps = new ArrayList<>();
        T x =
                ops.segment(
                                "stem",
                                List.of(pixels),
                                (stem, in) -> List.of(stem(stem, in.getFirst())))
                        .getFirst();
        maps.add(x);
        int inputs = stemWidth;
        for (int s = 1; s <= stages.size(); s++) {
            Stage stage = stages.get(s - 1);
            for (int b = 1; b <= stage.depth(); b++) {
                x = block(ops, "s" + s + ".b" + b, x, inputs, stage, b == 1 ? 2 : 1);
                inputs = stage.width();
            }
            maps.add(x);
        }
        return new Features<>(ops.widen(ops.averagePool(x)), maps);
    }

    private <T> T stem(Ops<T> ops, T x) {
        Window window = Window.of(3).stride(2);
        return ops.relu(convNorm(ops, x, PIXEL_CHANNELS, stemWidth, window));
    }

    private static <T> T block(Ops<T> ops, String name, T x, int inputs, Stage stage, int stride) {
        Ops.Body<T> body = (part, in) -> List.of(block(part, in.getFirst(), inputs, stage, stride));
        return ops.segment(name, List.of(x), body).getFirst();
    }

    private static <T> T block(Ops<T> ops, T x, int inputs, Stage stage, int stride) {
        int width = stage.width();
        Window grouped = Window.of(3).stride(stride).groups(width / stage.groupWidth());
        T y = ops.relu(convNorm(ops.in("conv1"), x, inputs, width, Window.of(1)));
        y = ops.relu(convNorm(ops.in("conv2"), y, width, width, grouped));
        y = squeezeExcite(ops.in("se"), y, width, (int) Math.rint(SQUEEZE * inputs));
        y = convNorm(ops.in("conv3"), y, width, width, Window.of(1));
        T shortcut =
                inputs == width && stride == 1
                        ? x
                        : convNorm(
                                ops.in("downsample"),
                                x,
                                inputs,
                                width,
                                Window.of(1).stride(stride));
        return ops.relu(ops.add(y, shortcut));
    }

    /// Weighs channels by what the whole picture shows (Hu et al. 2017, arXiv:1709.01507).
    static <T> T squeezeExcite(Ops<T> ops, T x, int channels, int squeezed) {
        T gate = ops.relu(dense(ops.in("fc1"), ops.averagePool(x), channels, squeezed));
        return ops.scaleChannels(x, ops.sigmoid(dense(ops.in("fc2"), gate, squeezed, channels)));
    }

    /// A linear layer whose weight is stored as that of a 1x1 convolution, as timm does.
    private static <T> T dense(Ops<T> ops, T x, int inputs, int outputs) {
        T weight = ops.parameter("weight", Init.convolution(outputs, 1), outputs, inputs, 1, 1);
        T bias = ops.parameter("bias", Init.zeros(), outputs);
        return ops.linear(x, ops.flatten(weight), Optional.of(bias));
    }

    private static <T> T convNorm(Ops<T> ops, T x, int inputs, int outputs, Window window) {
        int kernel = window.kernel();
        T weight =
                ops.in("conv")
                        .parameter(
                                "weight",
                                Init.convolution(outputs, kernel),
                                outputs,
                                inputs / window.groups(),
                                kernel,
                                kernel);
        return ops.batchNorm(ops.conv2d(x, weight, Optional.empty(), window), "bn", outputs);
    }
}
