package lotic.learning;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import lotic.learning.engine.Compute;
import lotic.learning.engine.Torch;
import lotic.learning.ops.Arithmetic;
import lotic.learning.ops.Layout;
import lotic.learning.ops.Mode;
import lotic.learning.ops.Ops;
import lotic.learning.ops.Script;
import lotic.learning.ops.ScriptModule;
import lotic.learning.ops.Shape;
import lotic.learning.ops.Shapes;
import lotic.learning.ops.StateArrays;
import lotic.learning.recipe.TrunkSpec;
import lotic.learning.state.StateTree;
import lotic.learning.trunk.Trunk;
import lotic.learning.trunk.View;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A trunk in evaluation mode that gives the feature maps of all its stages, for what finds and
/// outlines things. In float32, made from a state and independent of it afterwards. One thread at a
/// time.
public final class Backbone implements AutoCloseable {

    private static final String MAPS = "maps";
    private static final int CHANNELS = 3;

    /// Parameters are the same for pictures of any size.
    private static final int ANY_SIZE = 64;

    private final Trunk trunk;
    private final Compute compute;
    private final Script script;
    private final StateArrays arrays;

    /// The map of one stage.
    ///
    /// @param shape (images, channels, height, width)
    /// @param values row-major
    @SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared
    public record FeatureMap(Shape shape, float[] values) {}

    private Backbone(Trunk trunk, Compute compute) {
        this.trunk = trunk;
        this.compute = compute;
        Shapes shapes = new Shapes();
        stages(shapes, Shapes.Value.of(1, ANY_SIZE, ANY_SIZE, CHANNELS));
        Layout layout = shapes.layout();
        ScriptModule module = new ScriptModule(layout, Arithmetic.FLOAT32);
        module.tensor(MAPS, Mode.SERVING, 1, (ops, x) -> joined(ops, x.getFirst()));
        Device device = Torch.device(compute);
        script = Script.load(module, device);
        arrays = StateArrays.fresh(layout, Arithmetic.FLOAT32, device, 0);
    }

    /// A backbone with the weights and running statistics of a state.
    ///
    /// @param trunk which network
    /// @param state tensors `trunk/…`; others are left alone
    /// @throws IllegalArgumentException if the state's names or shapes are not the trunk's, listing
    ///   them
    public static Backbone of(TrunkSpec trunk, StateTree state, Compute compute) {
        Backbone backbone = new Backbone(Trunk.of(trunk), compute);
        try {
            StateTransfer.restore(backbone.arrays.slots(), backbone.arrays, state);
            return backbone;
        } catch (RuntimeException e) {
            backbone.close();
            throw e;
        }
    }

    private <T> List<T> stages(Ops<T> ops, T bytes) {
        View<T> view = new View<>(ops.pixels(bytes), 1);
        return trunk.forward(ops.in("trunk/"), List.of(view)).getFirst().stages();
    }

    /// A method gives one tensor: (images, all numbers of all maps).
    private <T> T joined(Ops<T> ops, T bytes) {
        return ops.cat(stages(ops, bytes).stream().map(ops::flatten).toList(), 1);
    }

    /// The maps of images, which need not be square.
    ///
    /// @param pixels direct, (images, height, width, 3) uint8, red first, from position 0
    /// @param images 1 or more; the numbers of all their maps together must fit an array
    /// @param height in pixels, 1 or more, as is the width
    /// @return those of the stem and of each stage, finest first
    /// @throws IllegalArgumentException if a count is below 1, or the buffer too small
    public List<FeatureMap> maps(ByteBuffer pixels, int images, int height, int width) {
        if (Math.min(images, Math.min(height, width)) < 1) {
            throw new IllegalArgumentException(
                    "give 1 image or more of 1 x 1 pixels or more, not %d of %d x %d"
                            .formatted(images, height, width));
        }
        List<Shape> shapes =
                stages(new Shapes(), Shapes.Value.of(images, height, width, CHANNELS)).stream()
                        .map(Shapes.Value::shape)
                        .toList();
        return parted(numbers(pixels, images, height, width), images, shapes);
    }

    private float[] numbers(ByteBuffer pixels, int images, int height, int width) {
        Torch.useThreads(compute);
        try (NDManager scope = arrays.newScope()) {
            NDArray input = PixelTensor.of(scope, pixels, images, height, width);
            return script.tensor(MAPS, List.of(input), arrays);
        }
    }

    private static List<FeatureMap> parted(float[] joined, int images, List<Shape> shapes) {
        List<FeatureMap> maps = new ArrayList<>();
        int row = joined.length / images;
        int offset = 0;
        for (Shape shape : shapes) {
            int size = Math.toIntExact(shape.size() / images);
            float[] values = new float[images * size];
            for (int i = 0; i < images; i++) {
                System.arraycopy(joined, i * row + offset, values, i * size, size);
            }
            maps.add(new FeatureMap(shape, values));
            offset += size;
        }
        return maps;
    }

    @Override
    public void close() {
        script.close();
        arrays.close();
    }
}
