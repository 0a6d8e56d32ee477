package lotic.registry.inference;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;

import lotic.pixels.UndecodableImageException;
import lotic.registry.inference.InferenceException.Reason;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A version in memory, ready to be asked by many threads at once. Each asks on its own: a call
/// computes on the thread that makes it, so there is no pool to wait for.
final class LoadedVersion implements AutoCloseable {

    static final String MODEL = "onnx/model.onnx";

    private static final String ENGINE = "OnnxRuntime";
    private static final String INPUT = "pixel_values";
    private static final String OUTPUT = "pooler_output";
    private static final int CHANNELS = 3;

    private static final Map<String, String> CALLERS_THREAD =
            Map.of("intraOpNumThreads", "1", "interOpNumThreads", "1");

    private final String name;
    private final Preparation preparation;
    private final Model model;
    private final int dimension;

    private LoadedVersion(String name, Preparation preparation, Model model) {
        this.name = name;
        this.preparation = preparation;
        this.model = model;
        // A picture of nothing: a model that cannot be used fails here, and the first call is as
        // fast as the next.
        this.dimension = run(buffer()).length;
    }

    /// Loads a version's model.
    ///
    /// @param folder with the version's files
    /// @param name that its answers bear
    /// @throws InferenceException if a file is missing or cannot be used
    static LoadedVersion open(Path folder, String name) {
        Preparation preparation = Preparation.read(folder);
        Path file = folder.resolve(MODEL);
        if (!Files.isRegularFile(file)) {
            throw new InferenceException(
                    Reason.VERSION,
                    "%s has no %s; pull a version that was published with one"
                            .formatted(folder, MODEL));
        }
        Model model = Model.newInstance(name, ENGINE);
        try {
            model.load(file.toAbsolutePath().resolveSibling(""), "model", CALLERS_THREAD);
            return new LoadedVersion(name, preparation, model);
        } catch (IOException | MalformedModelException | RuntimeException unusable) {
            model.close();
            throw new InferenceException(
                    Reason.VERSION, "%s cannot be used".formatted(file), unusable);
        }
    }

    String name() {
        return name;
    }

    int dimension() {
        return dimension;
    }

    /// @param image the file's bytes
    /// @throws InferenceException if the decoder makes no picture of them
    Embedding embed(byte[] image) {
        int size = preparation.view().size();
        ByteBuffer pixels = ByteBuffer.allocateDirect(size * size * CHANNELS);
        try {
            preparation.view().render(image, pixels);
        } catch (UndecodableImageException noPicture) {
            throw new InferenceException(Reason.IMAGE, "no picture", noPicture);
        }
        ByteBuffer input = buffer();
        preparation.normalization().apply(pixels.flip(), 1, size * size, input.asFloatBuffer());
        return new Embedding(name, run(input));
    }

    private ByteBuffer buffer() {
        int size = preparation.view().size();
        return ByteBuffer.allocateDirect(CHANNELS * size * size * Float.BYTES)
                .order(ByteOrder.nativeOrder());
    }

    private float[] run(ByteBuffer pixels) {
        int size = preparation.view().size();
        try (NDManager scope = model.getNDManager().newSubManager()) {
            NDArray input =
                    scope.create(pixels.asFloatBuffer(), new Shape(1, CHANNELS, size, size));
            input.setName(INPUT);
            NDList outputs =
                    model.getBlock()
                            .forward(new ParameterStore(scope, false), new NDList(input), false);
            outputs.attach(scope);
            return outputs.get(OUTPUT).toFloatArray();
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
