package lotic.learning.export;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;

/// A published model as a client runs it: ONNX Runtime on the processor. One thread.
final class ModelFile implements AutoCloseable {

    private static final String ENGINE = "OnnxRuntime";
    private static final String ENDING = ".onnx";

    /// The learner needs the others.
    private static final Map<String, String> ONE_THREAD =
            Map.of("intraOpNumThreads", "1", "interOpNumThreads", "1");

    private final Model model;

    private ModelFile(Model model) {
        this.model = model;
    }

    /// What the model gives.
    ///
    /// @param map `last_hidden_state`, row-major
    /// @param pooled `pooler_output`, row-major
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Outputs(float[] map, float[] pooled) {}

    /// @param file ends with `.onnx`
    /// @throws UnfaithfulModelException if the runtime refuses the file
    static ModelFile open(Path file) throws IOException {
        String name = file.getFileName().toString();
        Model model = Model.newInstance(name, ENGINE);
        try {
            String stem = name.substring(0, name.length() - ENDING.length());
            model.load(file.toAbsolutePath().resolveSibling(""), stem, ONE_THREAD);
            return new ModelFile(model);
        } catch (MalformedModelException refused) {
            model.close();
            throw new UnfaithfulModelException("ONNX Runtime refuses %s".formatted(file), refused);
        } catch (IOException | RuntimeException failure) {
            model.close();
            throw failure;
        }
    }

    /// @param pixels direct, native order, float32 (images, 3, side, side)
    /// @throws UnfaithfulModelException if the runtime cannot run it
    Outputs run(ByteBuffer pixels, long images, long side) {
        try (NDManager scope = model.getNDManager().newSubManager()) {
            NDArray input = scope.create(pixels.asFloatBuffer(), new Shape(images, 3, side, side));
            input.setName(TrunkExport.PIXELS);
            NDList outputs =
                    model.getBlock()
                            .forward(new ParameterStore(scope, false), new NDList(input), false);
            outputs.attach(scope);
            return new Outputs(
                    outputs.get(TrunkExport.MAP).toFloatArray(),
                    outputs.get(TrunkExport.POOLED).toFloatArray());
        } catch (EngineException refused) {
            throw new UnfaithfulModelException("ONNX Runtime cannot run it", refused);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
