package lotic.registry.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Requests that no friend sends.
class AttackTest {

    private static final String API = "/api/lotic/v1";

    @TempDir static Path folder;
    private static RunningRegistry registry;
    private static RawHttp http;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(folder.resolve("secret"), "secret");
        registry = RunningRegistry.start(folder.resolve("registry"));
        http = new RawHttp(registry.uri());
        registry.client().publish(RunningRegistry.draft(folder, "demo", 1));
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/models/demo/versions/1/files/../../../../secret",
                "/models/demo/versions/1/files/%2e%2e/%2e%2e/secret",
                "/models/demo/versions/1/files/..%2f..%2fsecret",
                "/models/demo/versions/1/files/%252e%252e%252fsecret",
                "/models/demo/versions/1/files/..%5c..%5csecret",
                "/models/demo/versions/1/files/..\\..\\secret",
                "/models/demo/versions/1/files//etc/passwd",
                "/models/demo/versions/1/files/C:/windows/win.ini",
                "/models/demo/versions/1/files/%5c%5chost%5cshare",
                "/models/demo/versions/1/files/config.json%00.txt",
                "/models/demo/versions/1/files/con",
                "/models/demo/versions/1/files/config.json::$DATA",
                "/models/demo/versions/../versions/1/files/config.json",
                "/models/..%2f..%2fsecret/versions/1",
                "/models/demo/versions/..%2f1",
                "/blobs/../../secret",
                "/blobs/..%2f..%2fsecret",
            })
    void pathsThatClimbAreRefused(String path) throws IOException {
        RawHttp.Answer answer = http.send("GET", API + path);

        assertThat(answer.status()).isIn(400, 404, 405, 421);
        assertThat(answer.body()).doesNotContain("secret\n").doesNotContain("root:");
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:7073",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "localhost@evil.example",
                ""
            })
    void strangersNamesAreNotAnswered(String host) throws IOException {
        RawHttp.Answer answer = http.send("GET", API + "/models", "Host: " + host);

        assertThat(answer.status()).isIn(400, 421);
        assertThat(answer.body()).doesNotContain("demo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LOCALHOST:1", "127.0.0.1:7073", "[::1]:7073", "registry.test"})
    void itsOwnNamesAre(String host) throws IOException {
        assertThat(http.send("GET", API + "/models", "Host: " + host).status()).isEqualTo(200);
    }

    @Test
    void lineBreaksInANameDoNotReachTheHeaders() throws IOException {
        RawHttp.Answer answer =
                http.send(
                        "GET", API + "/models/demo/versions/latest/files/a%0d%0aSet-Cookie:%20b=c");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void aRequestWithTwoLengthsIsRefused() throws IOException {
        String request =
                """
                POST /api/lotic/v1/models/demo/versions HTTP/1.1
                Host: localhost
                Content-Type: application/json
                Content-Length: 5
                Transfer-Encoding: chunked
                Connection: close

                0

                GET /health HTTP/1.1

                """;

        RawHttp.Answer answer = http.exchange(request.replace("\n", "\r\n"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("HTTP/1.1");
    }

    @Test
    void aCursorOfAnotherRegistryIsRefused() throws IOException {
        RawHttp.Answer answer = http.send("GET", API + "/models/demo/events?after=99&wait=0");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("\"code\":\"cursor-ahead\"").contains("ends at 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/models/demo/versions?limit=0",
                "/models/demo/versions?limit=101",
                "/models/demo/versions?limit=x",
                "/models/demo/versions?cursor=-1",
                "/models/demo/versions?cursor=1%27",
                "/models/demo/events?after=-1",
                "/models/demo/events?wait=-1",
                "/models/demo/versions/sha256:12",
                "/models/demo/versions/0",
            })
    void badParametersAreProblems(String path) throws IOException {
        RawHttp.Answer answer = http.send("GET", API + path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"detail\":").contains("\"code\":");
    }

    @Test
    void unknownAddressesAndMethodsAreProblems() throws IOException {
        RawHttp.Answer address = http.send("GET", API + "/nothing");
        RawHttp.Answer method = http.send("DELETE", API + "/models/demo/versions/1");

        assertThat(address.status()).isEqualTo(404);
        assertThat(address.header("Content-Type")).contains("application/problem+json");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Content-Type")).contains("application/problem+json");
    }
}
