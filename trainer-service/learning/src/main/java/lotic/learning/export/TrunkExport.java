package lotic.learning.export;

import lotic.learning.ops.Layout;
import lotic.learning.ops.Onnx;
import lotic.learning.ops.OnnxGraph;
import lotic.learning.ops.Ops;
import lotic.learning.ops.Shapes;
import lotic.learning.ops.Slot;
import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.TrunkSpec;
import lotic.learning.state.StateTree;
import lotic.learning.state.Tensor;
import lotic.learning.state.Tensor.NumberType;
import lotic.learning.trunk.Features;
import lotic.learning.trunk.Trunk;
import lotic.learning.trunk.View;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/// A trunk in evaluation mode as an ONNX model under the names that transformers' clients ask for:
///
/// - `pixel_values` float32 (batch, 3, height, width), normalised, goes in;
/// - `last_hidden_state` float32 (batch, channels, h, w), the coarsest map, comes out, and
/// - `pooler_output` float32 (batch, F), its mean over all pixels.
///
/// Batch, height and width may differ from call to call. Initializers have timm's names,
/// batch-norms are nodes of their own: whoever reads the model finds every tensor of
/// `model.safetensors` in it.
public final class TrunkExport {

    static final String PIXELS = "pixel_values";
    static final String MAP = "last_hidden_state";
    static final String POOLED = "pooler_output";

    private static final String OWNER = "trunk";

    private TrunkExport() {}

    /// True if the trunk's weights fit into one ONNX file, which holds 2 GiB.
    public static boolean fitsOneFile(Recipe recipe) {
        Layout layout = layout(Trunk.of(recipe.trunk()), recipe.evaluation().size());
        return layout.parameterCount() * Float.BYTES <= OnnxGraph.WEIGHT_BYTES_MAX;
    }

    /// Writes the model and leaves the stream open. The same state gives the same bytes.
    ///
    /// @param state whose buffers must not change meanwhile; no copy of them is made
    /// @throws IllegalArgumentException if the state's names or shapes are not the recipe's, or if
    ///   the trunk is too large for one file
    public static void write(Recipe recipe, StateTree state, OutputStream out) throws IOException {
        Trunk trunk = Trunk.of(recipe.trunk());
        int size = recipe.evaluation().size();
        layout(trunk, size); // refuses misfits by name; Onnx looks at no shapes
        SortedMap<String, Tensor> tensors = state.of(OWNER);
        OnnxGraph graph = new OnnxGraph(name(recipe.trunk()), slot -> numbers(tensors, slot));
        Onnx.Value pixels = graph.input(PIXELS, "batch", "3", "height", "width");
        Features<Onnx.Value> features = features(trunk, new Onnx(graph), pixels);
        String channels = Integer.toString(trunk.dimension());
        graph.output(MAP, features.stages().getLast(), "batch", channels, "h", "w");
        graph.output(POOLED, features.pooled(), "batch", channels);
        graph.write(out);
    }

    /// The trunk's tensors, named as in its files.
    static Layout layout(Trunk trunk, int size) {
        Shapes shapes = new Shapes();
        features(trunk, shapes, Shapes.Value.of(1, 3, size, size));
        return shapes.layout();
    }

    static <T> Features<T> features(Trunk trunk, Ops<T> ops, T pixels) {
        return trunk.forward(ops, List.of(new View<>(pixels, 1))).getFirst();
    }

    static ByteBuffer numbers(SortedMap<String, Tensor> tensors, Slot slot) {
        Tensor tensor = tensors.get(slot.name());
        if (tensor == null
                || tensor.type() != NumberType.F32
                || !Arrays.equals(tensor.shape(), slot.shape().toArray())) {
            throw new IllegalArgumentException(
                    "the state does not belong to this recipe: %s/%s is %s, not F32 %s"
                            .formatted(
                                    OWNER,
                                    slot.name(),
                                    tensor == null ? "missing" : tensor,
                                    slot.shape()));
        }
        return tensor.data().duplicate();
    }

    private static String name(TrunkSpec trunk) {
        return switch (trunk) {
            case TrunkSpec.RegNetY(String name) -> name;
        };
    }
}
