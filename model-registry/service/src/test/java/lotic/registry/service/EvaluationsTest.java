package lotic.registry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.registry.client.ModelVersion;
import lotic.registry.client.RegistryException;
import lotic.registry.client.VersionEvaluation;
import lotic.registry.format.VersionRef;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Findings beside a version that itself never changes.
class EvaluationsTest {

    private static final VersionRef FIRST = VersionRef.parse("demo@1");
    private static final String KNN = "{\"protocol\":\"knn\",\"accuracy\":0.4312}";

    @TempDir Path folder;
    private RunningRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = RunningRegistry.start(folder.resolve("registry"));
        registry.client().publish(RunningRegistry.draft(folder, "demo", 1));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void isKeptWithTheVersionAndChangesNothingInIt() throws IOException {
        ModelVersion before = registry.client().version(FIRST);

        long number = registry.client().attach(FIRST, KNN);

        assertThat(number).isEqualTo(1);
        assertThat(documents(FIRST)).containsExactly(KNN);
        assertThat(registry.client().version(FIRST)).isEqualTo(before);
        registry.client().publish(RunningRegistry.draft(folder, "demo", 2));
        assertThat(documents(VersionRef.parse("demo"))).isEmpty();
        assertThat(documents(FIRST)).containsExactly(KNN);
    }

    @Test
    void theSameDocumentAgainIsOneEvaluation() {
        registry.client().attach(FIRST, KNN);
        registry.client().attach(FIRST, "{\"protocol\":\"linear\"}");

        long again = registry.client().attach(FIRST, " " + KNN.replace(":", " : "));

        assertThat(again).isEqualTo(1);
        assertThat(registry.client().evaluations(FIRST))
                .extracting(VersionEvaluation::number)
                .containsExactly(1L, 2L);
    }

    @Test
    void outlivesARestart() throws IOException {
        registry.client().attach(FIRST, KNN);
        registry.close();

        registry = RunningRegistry.start(folder.resolve("registry"));

        assertThat(documents(FIRST)).containsExactly(KNN);
        assertThat(registry.client().attach(FIRST, KNN)).isEqualTo(1);
    }

    @Test
    void whatCannotBeAttachedIsRefusedWithItsReason() throws IOException {
        String long32k = "{\"x\":\"" + "y".repeat(32 << 10) + "\"}";

        assertThatThrownBy(() -> registry.client().attach(FIRST, long32k))
                .hasMessageContaining("more than 32768 bytes");
        assertThatThrownBy(() -> registry.client().attach(FIRST, "[1]"))
                .hasMessageContaining("no JSON object");
        assertThatThrownBy(() -> registry.client().attach(VersionRef.parse("demo@9"), KNN))
                .hasMessageContaining("there is no version demo@9")
                .extracting(e -> ((RegistryException) e).reason())
                .isEqualTo(RegistryException.Reason.NOT_FOUND);
        RawHttp http = new RawHttp(registry.uri());
        String path = "/api/lotic/v1/models/demo/versions/1/evaluations";
        assertThat(post(http, path, "[1]").status()).isEqualTo(400);
        assertThat(post(http, path, "{").body()).contains("no JSON object");
        assertThat(post(http, path, long32k).status()).isEqualTo(413);
        String deep = "{\"a\":".repeat(100) + "1" + "}".repeat(100);
        assertThat(post(http, path, deep).body()).contains("more than 32 levels");
        assertThat(documents(FIRST)).isEmpty();
    }

    private static RawHttp.Answer post(RawHttp http, String path, String body) throws IOException {
        return http.exchange(
                String.join(
                        "\r\n",
                        "POST " + path + " HTTP/1.1",
                        "Host: localhost",
                        "Content-Type: application/json",
                        "Content-Length: " + body.length(),
                        "Connection: close",
                        "",
                        body));
    }

    private List<String> documents(VersionRef ref) {
        return registry.client().evaluations(ref).stream()
                .map(VersionEvaluation::document)
                .toList();
    }
}
