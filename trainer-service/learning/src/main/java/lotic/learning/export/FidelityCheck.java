package lotic.learning.export;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;

import lotic.learning.engine.Compute;
import lotic.learning.engine.Torch;
import lotic.learning.ops.Arithmetic;
import lotic.learning.ops.Eager;
import lotic.learning.ops.Layout;
import lotic.learning.ops.Mode;
import lotic.learning.ops.Slot;
import lotic.learning.ops.StateArrays;
import lotic.learning.recipe.Recipe;
import lotic.learning.state.StateTree;
import lotic.learning.state.Tensor;
import lotic.learning.trunk.Features;
import lotic.learning.trunk.Trunk;
import lotic.pixels.Normalization;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;

/// Runs a model file in ONNX Runtime and the state's own trunk in [Eager], on the same random
/// pixels, both in float32 on the processor.
public final class FidelityCheck {

    /// More than one, so that a model that is wrong for batches shows.
    private static final int IMAGES = 2;

    private FidelityCheck() {}

    /// Compares a model file with the trunk that it was written from. Takes as long as a few images
    /// take to go through the network.
    ///
    /// @param model of [TrunkExport], named `*.onnx`
    /// @param compute whose number of threads is used
    /// @throws UnfaithfulModelException if ONNX Runtime refuses the file
    public static Fidelity compare(Recipe recipe, StateTree state, Path model, Compute compute)
            throws IOException {
        int side = recipe.evaluation().size();
        ByteBuffer pixels = noise(recipe.seed(), side);
        ByteBuffer normal =
                ByteBuffer.allocateDirect(pixels.capacity() * Float.BYTES)
                        .order(ByteOrder.nativeOrder());
        Normalization.IMAGENET.apply(pixels, IMAGES, side * side, normal.asFloatBuffer());
        ModelFile.Outputs expected = eager(recipe, state, pixels, compute);
        try (ModelFile file = ModelFile.open(model)) {
            ModelFile.Outputs actual = file.run(normal, IMAGES, side);
            return new Fidelity(
                    Fidelity.distance(actual.map(), expected.map(), IMAGES),
                    Fidelity.distance(actual.pooled(), expected.pooled(), IMAGES));
        }
    }

    /// The same, for whoever must not go on with a model that differs.
    ///
    /// @throws UnfaithfulModelException if it differs by more than [Fidelity#RELATIVE_MAX], or
    ///   cannot be run
    public static void require(Recipe recipe, StateTree state, Path model, Compute compute)
            throws IOException {
        Fidelity fidelity = compare(recipe, state, model, compute);
        if (!fidelity.holds()) {
            throw new UnfaithfulModelException(
                    "%s gives features that differ from the trainer's by %.2g of their largest (maps: %.2g); at most %.0e is allowed"
                            .formatted(
                                    model.getFileName(),
                                    fidelity.pooled(),
                                    fidelity.map(),
                                    Fidelity.RELATIVE_MAX));
        }
    }

    private static ModelFile.Outputs eager(
            Recipe recipe, StateTree state, ByteBuffer pixels, Compute compute) {
        int side = recipe.evaluation().size();
        Trunk trunk = Trunk.of(recipe.trunk());
        Layout layout = TrunkExport.layout(trunk, side);
        SortedMap<String, Tensor> tensors = state.of("trunk");
        Device processor = Torch.device(new Compute(Compute.Device.CPU, compute.threads()));
        Torch.useThreads(compute);
        try (StateArrays arrays = StateArrays.fresh(layout, Arithmetic.FLOAT32, processor, 0);
                Eager eager = Eager.over(arrays, Mode.SERVING, Map.of())) {
            for (Slot slot : arrays.slots()) {
                arrays.write(slot.name(), TrunkExport.numbers(tensors, slot));
            }
            NDArray input = eager.create(numbers(pixels), IMAGES, side, side, 3);
            Features<NDArray> features = TrunkExport.features(trunk, eager, eager.pixels(input));
            return new ModelFile.Outputs(
                    features.stages().getLast().toFloatArray(), features.pooled().toFloatArray());
        }
    }

    private static ByteBuffer noise(long seed, int side) {
        byte[] bytes = new byte[IMAGES * side * side * 3];
        new SplittableRandom(seed).nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private static double[] numbers(ByteBuffer pixels) {
        double[] numbers = new double[pixels.capacity()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Byte.toUnsignedInt(pixels.get(i));
        }
        return numbers;
    }
}
