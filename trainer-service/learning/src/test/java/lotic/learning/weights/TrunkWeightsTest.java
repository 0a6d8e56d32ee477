package lotic.learning.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.learning.Learner;
import lotic.learning.engine.Compute;
import lotic.learning.recipe.Presets;
import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.TrunkSpec;
import lotic.learning.state.StateTree;
import lotic.learning.state.Tensor;
import lotic.registry.format.Dtype;
import lotic.registry.format.Safetensors;
import lotic.registry.format.SafetensorsWriter;
import lotic.registry.format.TensorData;
import lotic.registry.format.TensorEntry;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

class TrunkWeightsTest {

    private static final Compute ONE_THREAD = new Compute(Compute.Device.CPU, 1);
    private static final TrunkSpec REGNETY_002 = new TrunkSpec.RegNetY("regnety_002");

    private static StateTree state;

    @TempDir private Path folder;

    @BeforeAll
    static void learn() {
        try (Learner learner = Learner.fresh(Presets.tiny(5), ONE_THREAD)) {
            state = learner.state(Optional.empty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenUnderAnyNamesIsReadBackToTheBit(NamingConvention names) throws IOException {
        Path file = folder.resolve("trunk.safetensors");

        TrunkWeights.of(state).write(file, names);
        TrunkWeights read = TrunkWeights.read(file, REGNETY_002);

        assertThat(read.convention()).isEqualTo(names);
        assertThat(read.tensors()).isEqualTo(state.of("trunk"));
        assertThat(read.leftOut()).isEmpty();
    }

    @Test
    void aLearnerBeginsWithThemAndWithAHeadOfItsOwn() throws IOException {
        Path file = folder.resolve("trunk.safetensors");
        TrunkWeights.of(state).write(file, NamingConvention.TORCHVISION);
        TrunkWeights weights = TrunkWeights.read(file, REGNETY_002);
        Recipe recipe = Presets.tiny(6);

        try (Learner fresh = Learner.fresh(recipe, ONE_THREAD);
                Learner begun = Learner.begun(recipe, ONE_THREAD, weights.state())) {
            StateTree own = fresh.state(Optional.empty());
            StateTree begunState = begun.state(Optional.empty());

            assertThat(begunState.of("trunk")).isEqualTo(state.of("trunk"));
            assertThat(begunState.of("objective")).isEqualTo(own.of("objective"));
            assertThat(begunState.of("optimizer")).isEqualTo(own.of("optimizer"));
            assertThat(begun.steps()).isZero();
        }
    }

    @Test
    void classifiersAndCountersAreLeftOut() throws IOException {
        Path file =
                rewritten(
                        all -> {
                            all.add(data("head.fc.weight", Dtype.F32, 1000, 368));
                            all.add(data("stem.bn.num_batches_tracked", Dtype.I64));
                            return all;
                        });

        TrunkWeights read = TrunkWeights.read(file, REGNETY_002);

        assertThat(read.tensors()).isEqualTo(state.of("trunk"));
        assertThat(read.leftOut()).containsExactly("head.fc.weight", "stem.bn.num_batches_tracked");
    }

    @Test
    void halfPrecisionBecomesSingle() throws IOException {
        Tensor stem = state.of("trunk").get("stem.bn.weight");
        ByteBuffer half = ByteBuffer.allocate(2 * 32).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer brain = ByteBuffer.allocate(2 * 32).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 32; i++) {
            half.putShort(Float.floatToFloat16(1 + i / 8f));
            brain.putShort((short) (Float.floatToRawIntBits(1 + i / 8f) >> 16));
        }
        Path file =
                rewritten(
                        all -> {
                            all.removeIf(
                                    each -> each.name().matches("stem.bn.(weight|running_var)"));
                            List<Long> shape = List.of(32L);
                            all.add(
                                    new TensorData(
                                            "stem.bn.weight", Dtype.F16, shape, half.flip()));
                            all.add(
                                    new TensorData(
                                            "stem.bn.running_var",
                                            Dtype.BF16,
                                            shape,
                                            brain.flip()));
                            return all;
                        });

        TrunkWeights read = TrunkWeights.read(file, REGNETY_002);

        assertThat(stem.data().getFloat(4)).isEqualTo(1);
        assertThat(read.tensors().get("stem.bn.weight").data().getFloat(4)).isEqualTo(1.125f);
        assertThat(read.tensors().get("stem.bn.running_var").data().getFloat(8)).isEqualTo(1.25f);
    }

    @Test
    void aFileOfAnotherTrunkIsRefusedByName() throws IOException {
        Path file = folder.resolve("trunk.safetensors");
        TrunkWeights.of(state).write(file, NamingConvention.HUGGING_FACE);
        TrunkSpec other = new TrunkSpec.RegNetY("regnety_004");

        assertThatThrownBy(() -> TrunkWeights.read(file, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "trunk.safetensors does not hold the weights of regnety_004: ")
                .hasMessageContaining("regnet.encoder.stages.0.layers.0.layer.0.convolution.weight")
                .hasMessageMatching("(?s).* and \\d+ more");
    }

    @Test
    void aTensorThatNoTrunkHasIsRefusedByName() throws IOException {
        Path file =
                rewritten(
                        all -> {
                            all.removeIf(each -> each.name().equals("stem.conv.weight"));
                            all.add(data("stem.conf.weight", Dtype.F32, 32, 3, 3, 3));
                            return all;
                        });

        assertThatThrownBy(() -> TrunkWeights.read(file, REGNETY_002))
                .hasMessageEndingWith(
                        "regnety_002: stem.conf.weight is unknown; stem.conv.weight is missing");
    }

    /// A file in timm's names with something changed.
    private Path rewritten(Function<List<TensorData>, List<TensorData>> change) throws IOException {
        Path ours = folder.resolve("ours.safetensors");
        TrunkWeights.of(state).write(ours, NamingConvention.TIMM);
        Path file = folder.resolve("changed.safetensors");
        try (Safetensors opened = Safetensors.open(ours);
                FileChannel channel =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            List<TensorData> all = new ArrayList<>();
            for (TensorEntry entry : opened.header().tensors()) {
                all.add(
                        new TensorData(
                                entry.name(),
                                entry.dtype(),
                                entry.shape(),
                                opened.data(entry.name())));
            }
            SafetensorsWriter.write(channel, change.apply(all), new TreeMap<>());
        }
        return file;
    }

    private static TensorData data(String name, Dtype type, long... shape) {
        int numbers = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        List<Long> lengths = Arrays.stream(shape).boxed().toList();
        return new TensorData(name, type, lengths, ByteBuffer.allocate(numbers * type.bytes()));
    }
}
