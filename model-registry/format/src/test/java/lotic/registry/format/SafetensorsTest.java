package lotic.registry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

class SafetensorsTest {

    private static final SortedMap<String, String> NO_METADATA = new TreeMap<>();
    private static final List<Dtype> DTYPES = List.of(Dtype.values());

    /// The expected bytes are those of the reference's own tests (huggingface/safetensors,
    /// `tensor.rs`, `test_serialization_forced_alignement` and `test_empty`).
    @Test
    void bytesAreThoseOfTheReferenceWriter() throws IOException {
        TensorData tensor = floats("attn0", List.of(1L, 1L, 2L, 3L), 0, 1, 2, 3, 4, 5);

        byte[] file = written(List.of(tensor), NO_METADATA);
        byte[] empty = written(List.of(), new TreeMap<>(Map.of("framework", "pt")));

        assertThat(file)
                .startsWith(72, 0, 0, 0, 0, 0, 0, 0)
                .hasSize(8 + 72 + 24)
                .endsWith(0, 0, 128, 64, 0, 0, 160, 64);
        assertThat(new String(file, 8, 72, UTF_8))
                .isEqualTo(
                        "{\"attn0\":{\"dtype\":\"F32\",\"shape\":[1,1,2,3],\"data_offsets\":[0,24]}}"
                            + "       ");
        assertThat(new String(empty, 8, 40, UTF_8))
                .isEqualTo("{\"__metadata__\":{\"framework\":\"pt\"}}     ");
    }

    @Test
    void tensorsStandByDescendingTypeThenName() throws IOException {
        TensorData scalar = longs("num_batches_tracked", List.of(), 7);
        TensorData a = floats("a", List.of(1L), 1);
        TensorData b = floats("b", List.of(1L), 2);

        Safetensors file = Safetensors.read(ByteBuffer.wrap(written(List.of(b, a, scalar))));

        assertThat(file.header().tensors())
                .extracting(TensorEntry::name)
                .containsExactly("num_batches_tracked", "a", "b");
        assertThat(file.data("num_batches_tracked").getLong()).isEqualTo(7);
        assertThat(file.data("b").getFloat()).isEqualTo(2);
    }

    @Test
    void filesOfOtherWritersAreRead() throws IOException {
        Safetensors file = Safetensors.read(ByteBuffer.wrap(fixture("counter.safetensors")));

        assertThat(file.entry("日本").orElseThrow())
                .isEqualTo(new TensorEntry("日本", Dtype.F64, List.of(8L), 128, 192));
        assertThat(file.data("日本").asDoubleBuffer().remaining()).isEqualTo(8);
        assertThat(file.entry("absent")).isEmpty();
    }

    @Test
    void aMappedFileIsReadWithoutCopies(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("model.safetensors");
        Files.write(path, written(List.of(floats("w", List.of(2L), 3, 4))));

        try (Safetensors file = Safetensors.open(path)) {
            ByteBuffer data = file.data("w");

            assertThat(data.isDirect()).isTrue();
            assertThat(data.isReadOnly()).isTrue();
            assertThat(data.getFloat(4)).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsWrittenIsReadBack(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<TensorData> tensors = randomTensors(random);
        SortedMap<String, String> metadata = new TreeMap<>(Map.of("seed", "é" + seed));

        Safetensors file = Safetensors.read(ByteBuffer.wrap(written(tensors, metadata)));

        assertThat(file.header().metadata()).isEqualTo(metadata);
        assertThat(file.header().tensors()).hasSameSizeAs(tensors);
        for (TensorData tensor : tensors) {
            TensorEntry entry = file.entry(tensor.name()).orElseThrow();
            assertThat(entry.dtype()).isEqualTo(tensor.dtype());
            assertThat(entry.shape()).isEqualTo(tensor.shape());
            assertThat(file.data(tensor.name())).isEqualTo(tensor.data());
            assertThat((file.header().dataStart() + entry.begin()) % entry.dtype().bytes())
                    .isZero();
        }
    }

    @Test
    void aTensorWhoseDataDoesNotFitItsShapeIsRefused() {
        assertThatThrownBy(() -> floats("w", List.of(3L), 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("w is F32 [3], but its data has 8 bytes");
    }

    @Test
    void aHeaderBeyondTheLimitIsNotWritten() {
        List<TensorData> tensors = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            tensors.add(floats("a.tensor.with.a.rather.long.name." + i, List.of(1L), 0));
        }

        assertThatThrownBy(() -> written(tensors))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("20000 tensors");
    }

    private static List<TensorData> randomTensors(SplittableRandom random) {
        List<TensorData> tensors = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            Dtype dtype = DTYPES.get(random.nextInt(DTYPES.size()));
            List<Long> shape = random.longs(random.nextInt(4), 0, 5).boxed().toList();
            byte[] data = new byte[(int) TensorEntry.bytes(dtype, shape)];
            random.nextBytes(data);
            tensors.add(new TensorData("t" + i + "." + dtype, dtype, shape, ByteBuffer.wrap(data)));
        }
        return tensors;
    }

    private static byte[] written(Collection<TensorData> tensors) throws IOException {
        return written(tensors, NO_METADATA);
    }

    private static byte[] written(
            Collection<TensorData> tensors, SortedMap<String, String> metadata) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long bytes = SafetensorsWriter.write(Channels.newChannel(out), tensors, metadata);
        assertThat(bytes).isEqualTo(out.size());
        return out.toByteArray();
    }

    private static TensorData floats(String name, List<Long> shape, float... values) {
        ByteBuffer data =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            data.putFloat(value);
        }
        return new TensorData(name, Dtype.F32, shape, data.flip());
    }

    private static TensorData longs(String name, List<Long> shape, long... values) {
        ByteBuffer data =
                ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(data::putLong);
        return new TensorData(name, Dtype.I64, shape, data.flip());
    }

    private static byte[] fixture(String name) throws IOException {
        try (InputStream in = SafetensorsTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }
}
