package lotic.learning.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.learning.state.Tensor.NumberType;
import lotic.registry.format.FormatException;
import lotic.registry.format.Safetensors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

class StateFilesTest {

    @TempDir Path folder;

    @Test
    void aStateComesBackToTheBit() throws IOException {
        StateTree state = state(3);

        StateFiles.write(state, folder);

        assertThat(StateFiles.read(folder)).isEqualTo(state);
    }

    @Test
    void eachOwnerHasAFileUnderItsOwnNames() throws IOException {
        var files = StateFiles.write(state(4), folder);

        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("optimizer.safetensors", "trunk.safetensors", "values.json");
        try (Safetensors trunk = Safetensors.open(folder.resolve("trunk.safetensors"))) {
            assertThat(trunk.entry("stem.conv.weight")).isPresent();
        }
    }

    @Test
    void equalStatesGiveEqualFiles() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));

        StateFiles.write(state(5), other);
        for (Path file : StateFiles.write(state(5), folder)) {
            assertThat(other.resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void aStateIsNeverOverwritten() throws IOException {
        StateFiles.write(state(6), folder);

        assertThatThrownBy(() -> StateFiles.write(state(7), folder))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void otherFilesAreLeftAlone() throws IOException {
        StateFiles.write(state(8), folder);
        Files.writeString(folder.resolve("manifest.json"), "{}");

        assertThat(StateFiles.read(folder)).isEqualTo(state(8));
    }

    @Test
    void aFileThatWasCutShortIsRefused() throws IOException {
        StateFiles.write(state(9), folder);
        Path trunk = folder.resolve("trunk.safetensors");
        byte[] whole = Files.readAllBytes(trunk);
        Files.write(trunk, Arrays.copyOf(whole, whole.length - 1));

        assertThatThrownBy(() -> StateFiles.read(folder)).isInstanceOf(FormatException.class);
    }

    @Test
    void aFolderWithoutAStateIsRefused() {
        assertThatThrownBy(() -> StateFiles.read(folder)).isInstanceOf(NoSuchFileException.class);
    }

    private static StateTree state(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new StateTree(
                new TreeMap<>(
                        Map.of(
                                "trunk/stem.conv.weight",
                                random(random, NumberType.F32, 4, 3),
                                "trunk/stem.bn.num_batches_tracked",
                                random(random, NumberType.I64),
                                "optimizer/momentum/trunk/stem.conv.weight",
                                random(random, NumberType.F64, 2, 0, 5))),
                new TreeMap<>(Map.of("learner/rate", "{\"rate\":0.30}", "learner/steps", "12")));
    }

    private static Tensor random(SplittableRandom random, NumberType type, long... shape) {
        long numbers = 1;
        for (long length : shape) {
            numbers *= length;
        }
        byte[] bytes = new byte[(int) numbers * type.bytes()];
        random.nextBytes(bytes);
        return new Tensor(type, shape, ByteBuffer.wrap(bytes));
    }
}
