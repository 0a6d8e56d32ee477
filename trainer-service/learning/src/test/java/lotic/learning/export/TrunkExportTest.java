package lotic.learning.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;

import lotic.learning.engine.Compute;
import lotic.learning.ops.Arithmetic;
import lotic.learning.ops.Eager;
import lotic.learning.ops.Mode;
import lotic.learning.ops.Onnx;
import lotic.learning.ops.OnnxGraph;
import lotic.learning.ops.Slot;
import lotic.learning.ops.StateArrays;
import lotic.learning.recipe.Recipe;
import lotic.learning.state.StateTree;
import lotic.learning.state.Tensor;
import lotic.learning.trunk.ConvNet;
import lotic.learning.trunk.Features;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

class TrunkExportTest {

    private static final Compute COMPUTE = new Compute(Compute.Device.CPU, 1);

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"regnety_002", "regnety_004"})
    void onnxRuntimeGivesTheFeaturesOfEager(String trunk) throws Exception {
        Recipe recipe = TrunkStates.recipe(trunk);
        StateTree state = TrunkStates.random(recipe, 7);

        Fidelity fidelity = FidelityCheck.compare(recipe, state, written(recipe, state), COMPUTE);

        assertThat(fidelity.pooled()).isPositive().isLessThan(Fidelity.RELATIVE_MAX);
        assertThat(fidelity.map()).isPositive().isLessThan(Fidelity.RELATIVE_MAX);
        assertThat(fidelity.holds()).isTrue();
    }

    @Test
    void everyTensorOfTheTrunkIsInTheModelUnderItsName() throws Exception {
        Recipe recipe = TrunkStates.recipe("regnety_002");
        StateTree state = TrunkStates.random(recipe, 7);

        GraphProto graph = parsed(written(recipe, state)).getGraph();

        Map<String, Tensor> found = new TreeMap<>();
        for (TensorProto tensor : graph.getInitializerList()) {
            long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
            ByteBuffer data = ByteBuffer.wrap(tensor.getRawData().toByteArray());
            found.put(tensor.getName(), new Tensor(Tensor.NumberType.F32, shape, data));
        }
        assertThat(found).isEqualTo(state.of("trunk"));
        assertThat(found).containsKey("s4.b7.conv2.bn.running_var");
    }

    @Test
    void theModelIsWhatClientsOfTheHubAskFor() throws Exception {
        Recipe recipe = TrunkStates.recipe("regnety_002");

        ModelProto model = parsed(written(recipe, TrunkStates.random(recipe, 7)));

        assertThat(model.getIrVersion()).isEqualTo(8);
        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
        assertThat(model.getGraph().getName()).isEqualTo("regnety_002");
        assertThat(model.getGraph().getInputList())
                .extracting(input -> input.getName())
                .containsExactly("pixel_values");
        assertThat(model.getGraph().getOutputList())
                .extracting(output -> output.getName())
                .containsExactly("last_hidden_state", "pooler_output");
    }

    @Test
    void theSameStateGivesTheSameBytes() throws Exception {
        Recipe recipe = TrunkStates.recipe("regnety_002");

        byte[] one = Files.readAllBytes(written(recipe, TrunkStates.random(recipe, 7)));
        byte[] other = Files.readAllBytes(written(recipe, TrunkStates.random(recipe, 7)));

        assertThat(one).isEqualTo(other);
    }

    @Test
    void theNumberOfImagesAndTheirSizeMayDiffer() throws Exception {
        Recipe recipe = TrunkStates.recipe("regnety_002");
        Path file = written(recipe, TrunkStates.random(recipe, 7));
        try (ModelFile model = ModelFile.open(file)) {
            ModelFile.Outputs three = model.run(noise(3, 64), 3, 64);
            ModelFile.Outputs first = model.run(noise(1, 64), 1, 64);

            assertThat(three.pooled()).hasSize(3 * 368);
            assertThat(three.map()).hasSize(3 * 368 * 2 * 2);
            assertThat(first.pooled())
                    .containsExactly(Arrays.copyOf(three.pooled(), 368), within(1e-5f));
        }
    }

    @Test
    void aNetworkOfOtherOperationsComesOutRight() throws Exception {
        ConvNet net = new ConvNet(8);
        var layout = TrunkExport.layout(net, 16);
        try (StateArrays arrays = StateArrays.fresh(layout, Arithmetic.FLOAT32, Device.cpu(), 3);
                Eager eager = Eager.over(arrays, Mode.SERVING, Map.of())) {
            OnnxGraph graph = new OnnxGraph("net", slot -> numbers(arrays, slot));
            Onnx.Value input = graph.input("pixel_values", "batch", "3", "height", "width");
            Features<Onnx.Value> written = TrunkExport.features(net, new Onnx(graph), input);
            graph.output("last_hidden_state", written.stages().getLast(), "n", "8", "h", "w");
            graph.output("pooler_output", written.pooled(), "n", "8");
            Path file = folder.resolve("net.onnx");
            try (OutputStream out = Files.newOutputStream(file)) {
                graph.write(out);
            }

            ByteBuffer pixels = noise(2, 16);
            NDArray same = eager.create(doubles(pixels), 2, 3, 16, 16);
            Features<NDArray> expected = TrunkExport.features(net, eager, same);

            try (ModelFile model = ModelFile.open(file)) {
                assertThat(model.run(pixels, 2, 16).pooled())
                        .containsExactly(expected.pooled().toFloatArray(), within(1e-5f));
            }
        }
    }

    @Test
    void aModelWithAnotherWeightIsRefused() throws Exception {
        Recipe recipe = TrunkStates.recipe("regnety_002");
        StateTree state = TrunkStates.random(recipe, 7);
        Path file = written(recipe, state);
        ByteBuffer bias = state.of("trunk").get("s4.b7.conv3.bn.bias").data();
        bias.putFloat(0, bias.getFloat(0) + 1);

        assertThatThrownBy(() -> FidelityCheck.require(recipe, state, file, COMPUTE))
                .isInstanceOf(UnfaithfulModelException.class)
                .hasMessageMatching(
                        "model.onnx gives features that differ from the trainer's by .* is"
                                + " allowed");
    }

    @Test
    void featuresThatAreNoNumbersAreRefused() throws Exception {
        Recipe recipe = TrunkStates.recipe("regnety_002");
        StateTree state = TrunkStates.random(recipe, 7);
        state.of("trunk").get("s1.b1.conv1.bn.bias").data().putFloat(0, Float.NaN);

        Fidelity fidelity = FidelityCheck.compare(recipe, state, written(recipe, state), COMPUTE);

        assertThat(fidelity.holds()).isFalse();
    }

    @Test
    void aFileThatIsNoModelIsRefusedByName() throws Exception {
        Recipe recipe = TrunkStates.recipe("regnety_002");
        Path file = Files.writeString(folder.resolve("model.onnx"), "no model");

        assertThatThrownBy(
                        () ->
                                FidelityCheck.require(
                                        recipe, TrunkStates.random(recipe, 7), file, COMPUTE))
                .isInstanceOf(UnfaithfulModelException.class)
                .hasMessageContaining("ONNX Runtime refuses " + file);
    }

    @Test
    void aModelThatCannotBeRunIsRefusedByName() throws Exception {
        Recipe recipe = TrunkStates.recipe("regnety_002");
        OnnxGraph graph = new OnnxGraph("grey", _ -> ByteBuffer.allocate(0));
        Onnx.Value grey = graph.input("pixel_values", "batch", "1", "height", "width");
        graph.output("last_hidden_state", grey, "batch", "1", "height", "width");
        graph.output("pooler_output", grey, "batch", "1", "height", "width");
        Path file = folder.resolve("model.onnx");
        try (OutputStream out = Files.newOutputStream(file)) {
            graph.write(out);
        }

        assertThatThrownBy(
                        () ->
                                FidelityCheck.require(
                                        recipe, TrunkStates.random(recipe, 7), file, COMPUTE))
                .isInstanceOf(UnfaithfulModelException.class)
                .hasMessageContaining("ONNX Runtime cannot run");
    }

    @Test
    void aStateOfAnotherRecipeIsRefusedByTheTensorsName() {
        Recipe recipe = TrunkStates.recipe("regnety_002");
        StateTree other = TrunkStates.random(TrunkStates.recipe("regnety_004"), 7);

        assertThatThrownBy(() -> written(recipe, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trunk/s1.b1.conv1.conv.weight is F32[48, 32, 1, 1]");
    }

    @Test
    void anOperationThatNoTrunkNeedsIsRefusedByNameAndScope() {
        OnnxGraph graph = new OnnxGraph("net", slot -> ByteBuffer.allocate(0));
        Onnx.Value x = graph.input("x", "n", "4");

        assertThatThrownBy(() -> new Onnx(graph).in("s1").in("b1").exp(x))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("exp in s1.b1. cannot be written to a model file");
    }

    private Path written(Recipe recipe, StateTree state) throws IOException {
        Path file = folder.resolve("model.onnx");
        try (OutputStream out = Files.newOutputStream(file)) {
            TrunkExport.write(recipe, state, out);
        }
        return file;
    }

    private static ModelProto parsed(Path file) throws IOException {
        return ModelProto.parseFrom(Files.readAllBytes(file));
    }

    private static ByteBuffer noise(int images, int side) {
        SplittableRandom random = new SplittableRandom(11);
        int bytes = images * 3 * side * side * Float.BYTES;
        ByteBuffer noise = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        while (noise.hasRemaining()) {
            noise.putFloat((float) random.nextDouble(-2, 2));
        }
        return noise.flip();
    }

    private static double[] doubles(ByteBuffer floats) {
        double[] doubles = new double[floats.remaining() / Float.BYTES];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = floats.getFloat(i * Float.BYTES);
        }
        return doubles;
    }

    private static ByteBuffer numbers(StateArrays arrays, Slot slot) {
        ByteBuffer copy =
                ByteBuffer.allocateDirect((int) slot.shape().size() * Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        arrays.read(slot.name(), copy);
        return copy.flip();
    }
}
