package lotic.registry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import lotic.registry.client.RegistryException;
import lotic.registry.client.VersionDraft;
import lotic.registry.format.Sha256;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the registry takes and what it refuses.
class PublishingTest {

    private static final int BLOB_BYTES_MAX = 1 << 20;

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private RunningRegistry registry;

    @BeforeEach
    void start() {
        registry =
                RunningRegistry.start(
                        folder.resolve("registry"),
                        settings ->
                                new RegistrySettings(
                                        settings.host(),
                                        settings.port(),
                                        settings.dataFolder(),
                                        settings.allowedHosts(),
                                        BLOB_BYTES_MAX,
                                        settings.metadataBytesMax(),
                                        settings.diskFreeBytesMin(),
                                        1,
                                        settings.watchersMax(),
                                        settings.watchWaitMax()));
    }

    @AfterEach
    void stop() {
        http.close();
        registry.close();
    }

    @Test
    void aBlobIsTakenOnceAndAnsweredTwice() throws Exception {
        byte[] content = "content".getBytes(UTF_8);
        URI blob = blob(Sha256.of(content));

        assertThat(head(blob)).isEqualTo(404);
        assertThat(put(blob, content).statusCode()).isEqualTo(201);
        assertThat(put(blob, content).statusCode()).isEqualTo(200);
        assertThat(head(blob)).isEqualTo(200);
    }

    @Test
    void bytesThatAreNotWhatTheirAddressSaysAreRefusedWithBothDigests() throws Exception {
        byte[] content = "content".getBytes(UTF_8);
        Sha256 other = Sha256.of("other".getBytes(UTF_8));

        HttpResponse<String> answer = put(blob(other), content);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("\"code\":\"digest-mismatch\"")
                .contains(other.hex())
                .contains(Sha256.of(content).hex());
        assertThat(head(blob(other))).isEqualTo(404);
        assertThat(folder.resolve("registry/blobs/incoming")).isEmptyDirectory();
    }

    @Test
    void aBlobBeyondTheLimitIsRefusedWhetherItSaysItsLengthOrNot() throws Exception {
        byte[] content = new byte[BLOB_BYTES_MAX + 1];
        URI blob = blob(Sha256.of(content));

        HttpResponse<String> declared = put(blob, content);
        HttpResponse<String> chunked =
                http.send(
                        HttpRequest.newBuilder(blob)
                                .PUT(
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(content)))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(declared.body()).contains("registry.blob-bytes-max");
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(folder.resolve("registry/blobs/incoming")).isEmptyDirectory();
    }

    @Test
    void aFullDiskIsToldWithoutTheRegistrysFolders() throws Exception {
        byte[] content = "content".getBytes(UTF_8);
        try (RunningRegistry full =
                RunningRegistry.start(
                        folder.resolve("full"),
                        settings ->
                                new RegistrySettings(
                                        settings.host(),
                                        settings.port(),
                                        settings.dataFolder(),
                                        settings.allowedHosts(),
                                        settings.blobBytesMax(),
                                        settings.metadataBytesMax(),
                                        Long.MAX_VALUE / 2,
                                        settings.uploadsMax(),
                                        settings.watchersMax(),
                                        settings.watchWaitMax()))) {
            HttpResponse<String> answer =
                    put(full.uri().resolve("/api/lotic/v1/blobs/" + Sha256.of(content)), content);

            assertThat(answer.statusCode()).isEqualTo(507);
            assertThat(answer.body())
                    .contains("\"code\":\"disk-full\"")
                    .contains("the registry's log says why")
                    .doesNotContain(folder.toString());
        }
    }

    @Test
    void anUploadThatIsCutLeavesNothing() throws Exception {
        Sha256 sha256 = Sha256.of(new byte[1000]);
        Path incoming = folder.resolve("registry/blobs/incoming");
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), registry.uri().getPort())) {
            socket.getOutputStream()
                    .write(
                            ("PUT /api/lotic/v1/blobs/%s HTTP/1.1\r\nHost: localhost\r\n"
                                            + "Content-Length: 1000\r\n\r\n0123456789")
                                    .formatted(sha256)
                                    .getBytes(UTF_8));
            socket.getOutputStream().flush();
            Awaitility.await().untilAsserted(() -> assertThat(incoming).isNotEmptyDirectory());

            // The only slot is taken: the next one is sent away, for now.
            HttpResponse<String> next = put(blob(sha256), new byte[1000]);
            assertThat(next.statusCode()).isEqualTo(503);
            assertThat(next.headers().firstValue("Retry-After")).contains("5");
        }

        Awaitility.await().untilAsserted(() -> assertThat(incoming).isEmptyDirectory());
        assertThat(head(blob(sha256))).isEqualTo(404);
        Awaitility.await().until(() -> put(blob(sha256), new byte[1000]).statusCode() == 201);
    }

    @Test
    void filesThatCouldRunCodeAreRefused() throws IOException {
        byte[] pickle = {(byte) 0x80, 4, 0x4b, 1, 0x2e};
        byte[] archive = {'P', 'K', 3, 4, 0, 0};
        byte[] text = "{}".getBytes(UTF_8);

        for (Map.Entry<String, byte[]> file :
                Map.of("weights.pt", text, "model.onnx", pickle, "notes.txt", archive).entrySet()) {
            assertRefused(publication(file.getKey(), file.getValue()), "could run code");
        }
    }

    @Test
    void safetensorsThatBreakTheirFormatAreRefused() throws IOException {
        Path file = RunningRegistry.weights(folder.resolve("weights"), 1, 10);
        byte[] whole = Files.readAllBytes(file);
        byte[] trailing = Arrays.copyOf(whole, whole.length + 1);

        assertRefused(publication("model.safetensors", trailing), "model.safetensors: safetensors");
    }

    @Test
    void aPublicationMustBeWhole() throws Exception {
        assertThat(post("{}")).contains("\"status\":400").contains("needs run, epoch, step");
        assertThat(post("{\"run\":")).contains("\"status\":400").contains("bad-publication");
        assertThat(post("[]")).contains("\"status\":400");
        assertThat(post("")).contains("\"status\":400");
        assertThat(post(publicationOf("../x"))).contains("\"status\":400").contains("bad-name");
        assertThat(post(publicationOf("config.json")))
                .contains("\"status\":409")
                .contains("blob-missing");
        assertThat(post("{\"run\":\"" + "x".repeat(4 << 20) + "\"}"))
                .contains("publication-too-large");
    }

    @Test
    void aTrainerThatWasReplacedPublishesNoMore() throws IOException {
        VersionDraft draft = RunningRegistry.draft(folder, "demo", 1);
        registry.client().publish(withEpoch(draft, 5));

        VersionDraft late = withEpoch(RunningRegistry.draft(folder, "demo", 2), 4);

        assertRefused(late, "a newer trainer has the run");
    }

    @Test
    void aStepWithOtherFilesIsRefused() throws IOException {
        VersionDraft draft = RunningRegistry.draft(folder, "demo", 1);
        registry.client().publish(draft);
        Files.writeString(RunningRegistry.file(draft, "config.json"), "{\"step\":2}");

        assertRefused(
                draft, "run run-demo published step 1 as demo@1 with other files (config.json)");
    }

    @Test
    void metadataBeyondTheLimitIsRefused() throws IOException {
        VersionDraft draft = RunningRegistry.draft(folder, "demo", 1);
        String metadata = "{\"note\":\"" + "x".repeat(1 << 16) + "\"}";

        assertRefused(
                new VersionDraft("demo", "run", 1, 1, draft.files(), metadata),
                "registry.metadata-bytes-max");
    }

    private void assertRefused(VersionDraft draft, String why) {
        assertThatThrownBy(() -> registry.client().publish(draft))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(why)
                .extracting(e -> ((RegistryException) e).reason())
                .isEqualTo(RegistryException.Reason.REFUSED);
    }

    private VersionDraft publication(String path, byte[] content) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        files.put(path, Files.write(folder.resolve("content"), content));
        return new VersionDraft("demo", "run", 1, 1, files, "{}");
    }

    private static VersionDraft withEpoch(VersionDraft draft, long epoch) {
        return new VersionDraft(
                draft.model(), draft.run(), epoch, draft.step(), draft.files(), draft.metadata());
    }

    private static String publicationOf(String path) {
        return """
        {"run":"r","epoch":1,"step":1,"metadata":{},
         "files":[{"path":"%s","sha256":"%s","size":2}]}
        """
                .formatted(path, Sha256.of("{}".getBytes(UTF_8)));
    }

    private URI blob(Sha256 sha256) {
        return registry.uri().resolve("/api/lotic/v1/blobs/" + sha256);
    }

    private HttpResponse<String> put(URI uri, byte[] content)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofByteArray(content)).build(),
                BodyHandlers.ofString());
    }

    private int head(URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).HEAD().build(), BodyHandlers.discarding())
                .statusCode();
    }

    private String post(String body) throws IOException, InterruptedException {
        URI versions = registry.uri().resolve("/api/lotic/v1/models/demo/versions");
        return http.send(
                        HttpRequest.newBuilder(versions)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
