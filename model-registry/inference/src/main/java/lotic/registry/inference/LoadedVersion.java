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
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

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

    /// Calls at once whose buffers are kept for the next ones; those of others are garbage.
    private static final int IDLE_MAX = 64;

    private final String name;
    private final Preparation preparation;
    private final Model model;
    private final Queue<Buffers> idle = new ArrayBlockingQueue<>(IDLE_MAX);
    private final int dimension;

    /// What a call works in. Direct memory that nobody uses waits for the garbage collector, so a
    /// fresh one for each call would pile up.
    ///
    /// @param pixels (size, size, 3) uint8
    /// @param numbers (3, size, size) float32
    private record Buffers(ByteBuffer pixels, ByteBuffer numbers) {

        static Buffers of(int size) {
            int pixels = CHANNELS * size * size;
            return new Buffers(
                    ByteBuffer.allocateDirect(pixels),
                    ByteBuffer.allocateDirect(pixels * Float.BYTES).order(ByteOrder.nativeOrder()));
        }
    }

    private LoadedVersion(String name, Preparation preparation, Model model) {
        this.name = name;
        this.preparation = preparation;
        this.model = model;
        // A picture of nothing: a model that cannot be used fails here, and the first call is as
        // fast as the next.
        this.dimension = run(Buffers.of(preparation.view().size()).numbers()).length;
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
        Buffers kept = idle.poll();
        Buffers buffers = kept == null ? Buffers.of(preparation.view().size()) : kept;
        try {
            return new Embedding(name, features(image, buffers));
        } finally {
            idle.offer(buffers);
        }
    }

    private float[] features(byte[] image, Buffers buffers) {
        int size = preparation.view().size();
        ByteBuffer pixels = buffers.pixels().clear();
        try {
            preparation.view().render(image, pixels);
        } catch (UndecodableImageException noPicture) {
            throw new InferenceException(Reason.IMAGE, "no picture", noPicture);
        }
        preparation
                .normalization()
                .apply(pixels.flip(), 1, size * size, buffers.numbers().asFloatBuffer());
        return run(buffers.numbers());
    }

    private float[] run(ByteBuffer numbers) {
        int size = preparation.view().size();
        try (NDManager scope = model.getNDManager().newSubManager()) {
            NDArray input =
                    scope.create(numbers.asFloatBuffer(), new Shape(1, CHANNELS, size, size));
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
