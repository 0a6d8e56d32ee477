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
import lotic.learning.ops.Shapes;
import lotic.learning.ops.StateArrays;
import lotic.learning.recipe.Precision;
import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.TrunkSpec;
import lotic.learning.state.StateTree;
import lotic.learning.trunk.Trunk;
import lotic.learning.trunk.View;

import java.nio.ByteBuffer;
import java.util.List;

/// A trunk in evaluation mode, made from a state and independent of it afterwards. One thread at a
/// time.
public final class Embedder implements AutoCloseable {

    private static final String EMBED = "embed";
    private static final String CALIBRATE = "calibrate";

    private final Trunk trunk;
    private final int size;
    private final Compute compute;
    private final Script script;
    private final StateArrays arrays;

    private Embedder(TrunkSpec spec, int size, Precision precision, long seed, Compute compute) {
        this.compute = compute;
        this.size = size;
        trunk = Trunk.of(spec);
        Shapes shapes = new Shapes();
        features(shapes, Shapes.Value.of(1, size, size, 3));
        Layout layout = shapes.layout();
        Arithmetic arithmetic = StepProgram.arithmetic(precision);
        ScriptModule module = new ScriptModule(layout, arithmetic);
        module.tensor(EMBED, Mode.SERVING, 1, (ops, x) -> features(ops, x.getFirst()));
        module.tensor(CALIBRATE, Mode.CALIBRATING, 1, (ops, x) -> features(ops, x.getFirst()));
        Device device = Torch.device(compute);
        script = Script.load(module, device);
        arrays = StateArrays.fresh(layout, arithmetic, device, seed);
    }

    private static Embedder fresh(Recipe recipe, Compute compute) {
        return new Embedder(
                recipe.trunk(),
                recipe.evaluation().size(),
                recipe.precision(),
                recipe.seed(),
                compute);
    }

    /// A trunk with the weights and running statistics of a state.
    ///
    /// @throws IllegalArgumentException if the state's names or shapes are not the recipe's,
    ///   listing them
    public static Embedder of(Recipe recipe, StateTree state, Compute compute) {
        return fresh(recipe, compute).with(state);
    }

    /// A trunk with weights and running statistics, in float32, as clients compute it.
    ///
    /// @param size side of the images that it will be shown, in pixels
    /// @throws IllegalArgumentException if the state's names or shapes are not the trunk's, listing
    ///   them
    public static Embedder of(TrunkSpec trunk, int size, StateTree state, Compute compute) {
        return new Embedder(trunk, size, Precision.FP32, 0, compute).with(state);
    }

    private Embedder with(StateTree state) {
        try {
            StateTransfer.restore(arrays.slots(), arrays, state);
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// The trunk with weights that the recipe's seed draws: what a version is compared with,
    /// whatever it began with.
    public static Embedder untrained(Recipe recipe, Compute compute) {
        return fresh(recipe, compute);
    }

    private <T> T features(Ops<T> ops, T bytes) {
        View<T> view = new View<>(ops.pixels(bytes), 1);
        return trunk.forward(ops.in("trunk/"), List.of(view)).getFirst().pooled();
    }

    /// F, the width of the features.
    public int dimension() {
        return trunk.dimension();
    }

    /// Pooled features of images.
    ///
    /// @param pixels direct, (images, size, size, 3) uint8 of the evaluation view, from position 0
    /// @return (images, F) float32, row-major
    public float[] embed(ByteBuffer pixels, int images) {
        return call(EMBED, pixels, images);
    }

    /// Replaces the running statistics of all batch-norms by the averages over one pass, so that an
    /// untrained network can be compared fairly.
    ///
    /// @param batches each direct, (images, size, size, 3) uint8; one is read before the next is
    ///   asked for, so all may be the same buffer
    /// @param imagesPerBatch images in each batch
    public void calibrate(Iterable<ByteBuffer> batches, int imagesPerBatch) {
        int seen = 0;
        for (ByteBuffer batch : batches) {
            seen++;
            // With this share the running values are the mean of all batches so far.
            call(CALIBRATE, batch, imagesPerBatch, 1.0 / seen);
        }
    }

    private float[] call(String method, ByteBuffer pixels, int images, double... scalars) {
        Torch.useThreads(compute);
        try (NDManager scope = arrays.newScope()) {
            NDArray input = PixelTensor.of(scope, pixels, images, size, size);
            return script.tensor(method, List.of(input), arrays, scalars);
        }
    }

    @Override
    public void close() {
        script.close();
        arrays.close();
    }
}
