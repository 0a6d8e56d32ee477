package lotic.registry.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import lotic.registry.inference.InferenceException.Reason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class EmbedderTest {

    @TempDir private Path folder;

    @Test
    void aPictureGivesTheFeaturesOfItsVersion() throws Exception {
        write(Versions.files(3));

        try (Embedder embedder = Embedder.open(folder, "demo@3")) {
            Embedding answer = embedder.embed(Versions.picture());

            assertThat(answer.version()).isEqualTo("demo@3");
            assertThat(embedder.dimension()).isEqualTo(3);
            for (int i = 0; i < 3; i++) {
                assertThat((double) answer.vector()[i])
                        .isCloseTo(3 * Versions.FEATURES[i], within(1e-5));
            }
        }
    }

    @Test
    void bytesThatAreNoPictureAreRefusedAndTheNextPictureIsNot() throws Exception {
        write(Versions.files(1));

        try (Embedder embedder = Embedder.open(folder, "demo@1")) {
            assertFails(Reason.IMAGE, () -> embedder.embed("no picture".getBytes()));

            assertThat(embedder.embed(Versions.picture()).vector()).hasSize(3);
        }
    }

    @Test
    void aFolderWithoutAModelFileIsRefusedByName() throws Exception {
        write(Versions.files(1));
        Files.delete(folder.resolve("onnx/model.onnx"));

        assertThatThrownBy(() -> Embedder.open(folder, "demo@1"))
                .isInstanceOf(InferenceException.class)
                .hasMessage(
                        "%s has no onnx/model.onnx; pull a version that was published with one",
                        folder);
    }

    @Test
    void aModelFileThatIsNoneIsRefused() throws Exception {
        write(Versions.files(1));
        Files.writeString(folder.resolve("onnx/model.onnx"), "no model");

        assertFails(Reason.VERSION, () -> Embedder.open(folder, "demo@1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"resample\": 2|\"resample\": 1|resample is 1",
                "\"shortest_edge\": 32|\"shortest_edge\": 1000000|size.shortest_edge is 1000000",
                "\"crop_pct\": 0.875|\"crop_pct\": 0|crop_pct 0.0",
                "\"crop_pct\": 0.875|\"crop_pct\": 1e-9|crop_pct 1.0E-9",
                "\"image_std\": [0.229, 0.224, 0.225]|\"image_std\": [0, 1]|give three of each",
                "{\"size\"|[|cannot be followed"
            })
    void aPreparationThatCannotBeFollowedIsRefused(String part, String other, String why)
            throws Exception {
        var files = Versions.files(1);
        String preparation = Versions.PREPARATION.replace(part, other);
        files.put("preprocessor_config.json", preparation.getBytes());
        write(files);

        assertThatThrownBy(() -> Embedder.open(folder, "demo@1"))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining(why);
    }

    @Test
    @Timeout(60)
    void aClosedEmbedderSaysSo() throws Exception {
        write(Versions.files(1));
        Embedder embedder = Embedder.open(folder, "demo@1");
        Shared version = embedder.answering();
        embedder.close();
        embedder.close();
        version.awaitClosed();

        assertFails(Reason.CLOSED, () -> embedder.embed(Versions.picture()));
    }

    private void write(Map<String, byte[]> files) throws IOException {
        for (var file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    private static void assertFails(
            Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(InferenceException.class)
                .extracting(e -> ((InferenceException) e).reason())
                .isEqualTo(reason);
    }
}
