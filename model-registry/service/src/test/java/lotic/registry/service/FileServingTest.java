package lotic.registry.service;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import lotic.registry.client.VersionDraft;
import lotic.registry.format.Sha256;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files as they stand on the wire (RFC 9110, RFC 9530).
class FileServingTest {

    private static final String FILE =
            "/api/lotic/v1/models/demo/versions/1/files/model.safetensors";

    @TempDir static Path folder;
    private static RunningRegistry registry;
    private static RawHttp http;
    private static String content;
    private static String tag;
    private static String reprDigest;

    @BeforeAll
    static void publish() throws IOException {
        registry = RunningRegistry.start(folder.resolve("registry"));
        http = new RawHttp(registry.uri());
        VersionDraft draft = RunningRegistry.draft(folder, "demo", 1);
        registry.client().publish(draft);
        byte[] bytes = Files.readAllBytes(RunningRegistry.file(draft, "model.safetensors"));
        content = new String(bytes, ISO_8859_1);
        tag = "\"" + Sha256.of(bytes) + "\"";
        reprDigest = "sha-256=:" + Sha256.of(bytes).base64() + ":";
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Test
    void aWholeFileComesWithLengthTagAndDigest() throws IOException {
        RawHttp.Answer answer = http.send("GET", FILE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(content);
        assertFileHeaders(answer, content.length());
        assertThat(answer.header("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("Content-Encoding")).isEmpty();
    }

    @Test
    void headSaysTheSameWithoutBytesAndIgnoresRanges() throws IOException {
        RawHttp.Answer answer = http.send("HEAD", FILE, "Range: bytes=0-7");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertFileHeaders(answer, content.length());
    }

    @ParameterizedTest
    @CsvSource({
        "0-0, 0, 0",
        "0-7, 0, 7",
        "1-1, 1, 1",
        "100-, 100, -1",
        "-1, -1, -1",
        "-100, -100, -1",
        "0-999999999, 0, -1",
        "-999999999, 0, -1",
        "0-99999999999999999999999, 0, -1",
    })
    void aRangeComesAsAsked(String range, int first, int last) throws IOException {
        int from = first < 0 ? content.length() + first : first;
        int to = last < 0 ? content.length() + last : last;

        RawHttp.Answer answer = http.send("GET", FILE, "Range: bytes=" + range);

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(content.substring(from, to + 1));
        assertThat(answer.header("Content-Range"))
                .contains("bytes %d-%d/%d".formatted(from, to, content.length()));
        assertFileHeaders(answer, to - from + 1);
    }

    @Test
    void theRangeAtTheVeryEndIsTheLastByte() throws IOException {
        int last = content.length() - 1;

        assertThat(http.send("GET", FILE, "Range: bytes=" + last + "-").body())
                .isEqualTo(content.substring(last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0", "200000000-", "99999999999999999999999-", "SIZE-"})
    void aRangeBeyondTheFileIsRefusedWithItsSize(String range) throws IOException {
        String header = "Range: bytes=" + range.replace("SIZE", "" + content.length());

        RawHttp.Answer answer = http.send("GET", FILE, header);

        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("Content-Range")).contains("bytes */" + content.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-1,4-5",
                "bytes=5-1",
                "bytes=a-b",
                "bytes=",
                "bytes=-",
                "items=0-1",
                "0-1"
            })
    void aRangeThatIsNotUnderstoodIsIgnored(String range) throws IOException {
        RawHttp.Answer answer = http.send("GET", FILE, "Range: " + range);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).hasSize(content.length());
    }

    @Test
    void aRangeIsOnlyGivenOfTheBytesThatAreMeant() throws IOException {
        String range = "Range: bytes=0-0";

        assertThat(http.send("GET", FILE, range, "If-Range: " + tag).status()).isEqualTo(206);
        assertThat(http.send("GET", FILE, range, "If-Range: W/" + tag).status()).isEqualTo(200);
        assertThat(http.send("GET", FILE, range, "If-Range: \"other\"").status()).isEqualTo(200);
        assertThat(
                        http.send("GET", FILE, range, "If-Range: Sun, 22 Nov 2026 00:00:00 GMT")
                                .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void aClientThatHasTheBytesIsNotSentThemAgain(String method) throws IOException {
        RawHttp.Answer answer = http.send(method, FILE, "If-None-Match: \"other\", W/" + tag);

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("ETag")).contains(tag);
        assertThat(http.send(method, FILE, "If-None-Match: \"other\"").status()).isEqualTo(200);
        assertThat(http.send(method, FILE, "If-None-Match: *").status()).isEqualTo(304);
    }

    @Test
    void aClientThatWantsOtherBytesIsTold() throws IOException {
        assertThat(http.send("GET", FILE, "If-Match: \"other\"").status()).isEqualTo(412);
        assertThat(http.send("GET", FILE, "If-Match: W/" + tag).status()).isEqualTo(412);
        assertThat(http.send("GET", FILE, "If-Match: " + tag).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void anAliasIsRedirectedToItsNumber(String method) throws IOException {
        String alias = FILE.replace("/1/", "/latest/");

        RawHttp.Answer answer = http.send(method, alias, "Range: bytes=0-0");

        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.header("Location")).contains(FILE);
        assertThat(answer.header("ETag")).contains(tag);
        assertThat(answer.header("Cache-Control")).contains("no-cache");
        assertThat(answer.header("Content-Length")).contains("0");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotRedirectedTo() throws IOException {
        assertThat(http.send("GET", FILE.replace("/1/", "/latest/") + "x").status()).isEqualTo(404);
        assertThat(http.send("GET", FILE.replace("/1/", "/stable/")).status()).isEqualTo(404);
        assertThat(http.send("GET", FILE.replace("/1/", "/2/")).status()).isEqualTo(404);
        assertThat(http.send("GET", FILE.replace("demo", "other")).status()).isEqualTo(404);
    }

    private static void assertFileHeaders(RawHttp.Answer answer, int length) {
        assertThat(answer.header("Content-Length")).contains(Integer.toString(length));
        assertThat(answer.header("ETag")).contains(tag);
        assertThat(answer.header("Accept-Ranges")).contains("bytes");
        assertThat(answer.header("Repr-Digest")).contains(reprDigest);
        assertThat(answer.header("Content-Type")).contains("application/octet-stream");
    }
}
