package lotic.registry.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.registry.format.Dtype;
import lotic.registry.format.SafetensorsWriter;
import lotic.registry.format.Sha256;
import lotic.registry.format.TensorData;
import lotic.registry.format.VersionFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class ContentRulesTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "model.pt, 00",
        "model.PTH, 00",
        "deep/model.pkl, 00",
        "model.ckpt, 00",
        "arrays.npy, 00",
        "arrays.npz, 00",
        "pytorch_model.bin, 00",
        "pytorch_model-00001-of-00002.bin, 00",
        "model.onnx, 504b0304aa",
        "README.md, 80025d71",
        "README.md, 80055d71",
    })
    void whatCouldRunCodeIsRefused(String path, String hex) {
        assertThatThrownBy(() -> check(path, HexFormat.of().parseHex(hex)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("could run code");
    }

    @ParameterizedTest
    @CsvSource({
        "config.json, 7b7d",
        "README.md, 2d2d2d0a",
        "model.onnx, 0808120770",
        "x, 80",
        "model.onnx_data, 80065d71",
        "tokens.bin, 00010203",
    })
    void otherFilesAreNot(String path, String hex) {
        assertThatCode(() -> check(path, HexFormat.of().parseHex(hex))).doesNotThrowAnyException();
    }

    /// A header of 640 bytes begins like a pickle of protocol 2.
    @Test
    void safetensorsThatLookLikeAPickleAreNot() throws IOException {
        TensorData tensor =
                new TensorData("w", Dtype.U8, List.of(1L), ByteBuffer.wrap(new byte[1]));
        Path file = folder.resolve("w");
        for (int pad = 0; pad < 700; pad++) {
            Files.deleteIfExists(file);
            try (FileChannel out =
                    FileChannel.open(
                            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                SafetensorsWriter.write(
                        out, List.of(tensor), new TreeMap<>(Map.of("pad", "x".repeat(pad))));
            }
            byte[] bytes = Files.readAllBytes(file);
            if (bytes[0] == (byte) 0x80 && bytes[1] == 2) {
                assertThatCode(() -> check("model.safetensors", bytes)).doesNotThrowAnyException();
                return;
            }
        }
        throw new AssertionError("no header of 640 bytes was written");
    }

    @Test
    void safetensorsAreReadToTheirEnd() {
        assertThatThrownBy(() -> check("model.safetensors", new byte[8]))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("model.safetensors: safetensors");
    }

    private void check(String path, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("content"), content);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ContentRules.check(new VersionFile(path, Sha256.of(content), content.length), channel);
        }
    }
}
