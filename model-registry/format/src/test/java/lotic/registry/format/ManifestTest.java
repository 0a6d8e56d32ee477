package lotic.registry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class ManifestTest {

    private static final VersionFile CONFIG = file("config.json", "{}");
    private static final VersionFile WEIGHTS = file("model.safetensors", "weights");
    private static final VersionFile GRAPH = file("onnx/model.onnx", "graph");

    /// The digest was computed with Python's json (sorted keys, no spaces) and hashlib.
    @Test
    void theContentIdIsTheDigestOfTheCanonicalManifest() {
        Manifest manifest = Manifest.of(List.of(GRAPH, WEIGHTS, CONFIG));

        assertThat(manifest.contentId().hex())
                .isEqualTo("f5ef8437704c6fe26c911ebf424a5eb93a6c9c4493bb1f94cc1065c25bd23a1b");
        assertThat(manifest.contentId().commit())
                .isEqualTo("f5ef8437704c6fe26c911ebf424a5eb93a6c9c44");
    }

    @Test
    void theOrderInWhichFilesAreNamedDoesNotMatter() {
        assertThat(Manifest.of(List.of(GRAPH, CONFIG)))
                .isEqualTo(Manifest.of(List.of(CONFIG, GRAPH)));
    }

    @ParameterizedTest
    @CsvSource({
        "config.json, config.json",
        "config.json, Config.json",
        "onnx, onnx/model.onnx",
        "ONNX, onnx/model.onnx",
        "a/b, A/b/c",
    })
    void pathsThatMeetOnSomeFileSystemAreRefused(String one, String other) {
        List<VersionFile> files = List.of(file(one, "1"), file(other, "2"));

        assertThatThrownBy(() -> Manifest.of(files))
                .isInstanceOf(FormatException.class)
                .extracting(e -> ((FormatException) e).reason())
                .isEqualTo(FormatException.Reason.MANIFEST);
    }

    @Test
    void anEmptyVersionAndAnEmptyFileAreRefused() {
        assertThatThrownBy(() -> Manifest.of(List.of())).hasMessageContaining("1 to 1000 files");
        assertThatThrownBy(() -> file("config.json", ""))
                .hasMessageContaining("config.json has 0 bytes");
    }

    private static VersionFile file(String path, String content) {
        byte[] bytes = content.getBytes(UTF_8);
        return new VersionFile(path, Sha256.of(bytes), bytes.length);
    }
}
