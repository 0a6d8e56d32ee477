package lotic.registry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.registry.client.ModelVersion;
import lotic.registry.client.PullProgress;
import lotic.registry.client.RegistryException;
import lotic.registry.client.VersionDraft;
import lotic.registry.format.Sha256;
import lotic.registry.format.VersionRef;
import lotic.registry.store.StoreException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What an operator sees and does.
class OperationsTest {

    @TempDir Path folder;
    private RunningRegistry registry;
    private RawHttp http;

    @BeforeEach
    void start() {
        registry = RunningRegistry.start(folder.resolve("registry"));
        http = new RawHttp(registry.uri());
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void metricsHaveTheirPromisedNames() throws IOException {
        registry.client().publish(RunningRegistry.draft(folder, "demo", 1));
        registry.client().pull(VersionRef.parse("demo"), folder.resolve("p"), PullProgress.SILENT);

        String metrics = http.send("GET", "/prometheus").body();

        assertThat(metrics)
                .contains("lotic_registry_versions{model=\"demo\",state=\"published\"} 1.0")
                .contains("lotic_registry_stored_bytes{model=\"demo\"} 200098.0")
                .contains(
                        "lotic_registry_alias_updated_timestamp_seconds{alias=\"latest\",model=\"demo\"}")
                .contains("lotic_registry_downloads_total{result=\"complete\"} 2.0")
                .contains("lotic_registry_sent_bytes_total 200098.0")
                .contains("lotic_registry_watchers{kind=\"poll\"} 0.0")
                .contains("lotic_registry_corrupt_blobs_total 0.0")
                .contains("lotic_ready{check=\"announcements\"} 0.0")
                .contains("http_server_requests_seconds")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void aBrokerThatIsAwayLeavesTheRegistryHealthyAndSaysSo() throws IOException {
        registry.client().publish(RunningRegistry.draft(folder, "demo", 1));

        RawHttp.Answer health = http.send("GET", "/health");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body())
                .contains("\"announcer\":\"CONNECTING\"")
                .contains("\"announced\":0")
                .contains("\"events\":2");
    }

    @Test
    void aByteThatFlippedOnDiskIsRefusedWithItsDigestAndLeavesNothing() throws IOException {
        VersionDraft draft = RunningRegistry.draft(folder, "demo", 1);
        registry.client().publish(draft);
        Sha256 sha256 = Sha256.of(RunningRegistry.file(draft, "model.safetensors"));
        flipByte(blob(sha256), 100_000);

        assertThatThrownBy(
                        () ->
                                registry.client()
                                        .pull(
                                                VersionRef.parse("demo"),
                                                folder.resolve("pulled"),
                                                PullProgress.SILENT))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("model.safetensors has digest")
                .hasMessageContaining("expected " + sha256)
                .extracting(e -> ((RegistryException) e).reason())
                .isEqualTo(RegistryException.Reason.CORRUPT);

        assertThat(folder.resolve("pulled/demo/1")).doesNotExist();
        assertThat(folder.resolve("pulled/demo")).isDirectoryNotContaining("glob:**.partial");
        assertThat(http.send("GET", "/prometheus").body())
                .containsPattern("lotic_registry_corrupt_blobs_total [1-9]");
    }

    @Test
    void aDamagedBlobIsNeverSentToItsEnd() throws IOException {
        VersionDraft draft = RunningRegistry.draft(folder, "demo", 1);
        registry.client().publish(draft);
        Path weights = RunningRegistry.file(draft, "model.safetensors");
        flipByte(blob(Sha256.of(weights)), 0);

        RawHttp.Answer answer =
                http.send("GET", "/api/lotic/v1/models/demo/versions/1/files/model.safetensors");

        assertThat((long) answer.body().length()).isLessThan(Files.size(weights));
    }

    @Test
    void anAliasMovesIfItNamesWhatTheMoverThinks() throws Exception {
        registry.client().publish(RunningRegistry.draft(folder, "demo", 1));
        registry.client().publish(RunningRegistry.draft(folder, "demo", 2));

        assertThat(move("stable", "{\"to\":1}")).contains("\"stable\":1");
        assertThat(move("stable", "{\"to\":2}")).contains("alias-moved").contains("version 1");
        assertThat(move("stable", "{\"from\":1,\"to\":2}")).contains("\"stable\":2");
        assertThat(move("stable", "{\"from\":2,\"to\":9}")).contains("\"status\":404");
        assertThat(move("latest", "{\"from\":2,\"to\":1}")).contains("alias-fixed");
        assertThat(move("v7", "{\"to\":1}")).contains("bad-name");
        assertThat(move("stable", "{}")).contains("bad-alias-move");

        ModelVersion stable = registry.client().version(VersionRef.parse("demo@stable"));
        assertThat(stable.number()).isEqualTo(2);
        assertThat(stable.aliases()).containsExactly("latest", "stable");
        assertThat(http.send("GET", "/api/lotic/v1/models/demo/aliases/stable/history").body())
                .containsSubsequence("\"to\":1", "\"from\":1", "\"to\":2");
    }

    @Test
    void whatWasPublishedIsThereAfterARestart() throws IOException {
        registry.client().publish(RunningRegistry.draft(folder, "demo", 1));
        registry.close();

        registry = RunningRegistry.start(folder.resolve("registry"));

        assertThat(registry.client().version(VersionRef.parse("demo")).number()).isEqualTo(1);
        assertThat(registry.client().events("demo", 1, Duration.ZERO)).hasSize(1);
    }

    @Test
    void aFolderIsOneRegistrysAtATime() {
        assertThatThrownBy(() -> RunningRegistry.start(folder.resolve("registry")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is in use by another registry");
    }

    private String move(String alias, String body) throws Exception {
        URI uri = registry.uri().resolve("/api/lotic/v1/models/demo/aliases/" + alias);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(uri)
                                    .header("Content-Type", "application/json")
                                    .PUT(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    private Path blob(Sha256 sha256) {
        return folder.resolve("registry/blobs/sha256")
                .resolve(sha256.hex().substring(0, 2))
                .resolve(sha256.hex());
    }

    private static void flipByte(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }
}
