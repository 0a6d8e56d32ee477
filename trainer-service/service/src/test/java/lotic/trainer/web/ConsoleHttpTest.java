package lotic.trainer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import lotic.trainer.console.Feed;
import lotic.trainer.status.Progress;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

/// The console over HTTP: what a browser loads, is told and may do.
class ConsoleHttpTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE_BYTES_MAX = 300_000;

    private final HttpClient client = HttpClient.newHttpClient();
    @TempDir private Path folder;
    private ShownRun run;
    private TrainerHttp http;

    @BeforeEach
    void start() {
        run = new ShownRun(folder, InstantSource.system());
        http = TrainerHttp.start("127.0.0.1", 0, run.view());
    }

    @AfterEach
    void stop() {
        http.close();
        client.shutdownNow();
    }

    /// What a stream has brought: its id and its data.
    private record Told(String id, JsonNode news) {}

    @Test
    void theWholePageIsSmallAndFromHere() throws Exception {
        String page = get("/").body();
        int bytes = page.length();
        for (String asset : PageController.ASSETS) {
            String content = get("/console/" + asset).body();
            bytes += content.length();
            assertThat(content.replace("http://www.w3.org/2000/svg", ""))
                    .as(asset)
                    .doesNotContain("http://", "https://", "@import");
        }

        assertThat(page).doesNotContain("http://", "https://", "<style", " style=", "onclick=");
        assertThat(page).doesNotContainPattern("<script(?! type=\"module\" src=\"/console/)");
        assertThat(bytes).isLessThan(PAGE_BYTES_MAX);
    }

    @Test
    void noScriptWritesMarkup() throws Exception {
        for (String asset : PageController.ASSETS) {
            assertThat(get("/console/" + asset).body())
                    .as(asset)
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "DOMParser")
                    .doesNotContain("document.write", "eval(", "new Function", "srcdoc");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console/console.js", "/v1/status", "/v1/pictures", "/nowhere"})
    void everyAnswerTellsTheBrowserToBeStrict(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'self';")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @Test
    void aFileThatTheConsoleDoesNotHaveIsNotFound() throws Exception {
        assertThat(get("/console/..%2fconsole.html").statusCode()).isEqualTo(404);
        assertThat(get("/console/other.js").body()).contains("the console has no other.js");
    }

    @Test
    void whatABrowserHasIsNotSentAgain() throws Exception {
        String tag = get("/console/console.css").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = get("/console/console.css", "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void whoBeginsToLookOnIsToldThePast() throws Exception {
        run.learns(9218, 1);

        Told first = first("/v1/events");

        assertThat(first.news().get("reset").booleanValue()).isTrue();
        assertThat(first.news().get("status").get("run").textValue()).isEqualTo("demo");
        assertThat(first.news().get("curve").get("step")).hasSize(2);
        assertThat(first.news().get("pictures").get(0).get("fate").textValue())
                .isEqualTo("trained");
    }

    @Test
    void whatIsNewComesByItself() throws Exception {
        try (BufferedReader stream = open("/v1/events")) {
            next(stream);
            run.progress.set(Progress.learning().then(9300).now());

            Told told = next(stream);
            while (told.news().get("curve").get("step").isEmpty()) {
                told = next(stream);
            }

            assertThat(told.news().get("reset").booleanValue()).isFalse();
            assertThat(told.news().get("curve").get("step").get(0).longValue()).isEqualTo(9300);
            assertThat(told.news().get("river")).isNotEmpty();
        }
    }

    @Test
    void whoComesAgainAfterARestartIsToldOnlyWhatIsNew() throws Exception {
        String known = first("/v1/events").id();
        http.close();
        run.progress.set(Progress.learning().of("demo", 4, Progress.NOW).then(9300, 9400).now());
        http = TrainerHttp.start("127.0.0.1", 0, run.view());

        Told byHeader = first("/v1/events", "Last-Event-ID", known);
        Told byQuery = first("/v1/events?after=" + known);

        for (Told told : List.of(byHeader, byQuery)) {
            assertThat(told.news().get("reset").booleanValue()).isFalse();
            assertThat(told.news().get("curve").get("step").toString()).isEqualTo("[9300,9400]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"9-1-1-1", "nonsense", "", "3-1-1-1"})
    void whoKnowsAnotherRunIsToldAllOfThisOne(String known) throws Exception {
        Told told = first("/v1/events?after=" + known);

        assertThat(told.news().get("reset").booleanValue()).isTrue();
        assertThat(told.news().get("curve").get("step")).hasSize(2);
    }

    @Test
    void whoKnowsAnEarlierStartOfAnotherRunIsToldAllOfThisOne() throws Exception {
        String known = first("/v1/events").id();
        run.progress.set(Progress.learning().of("other", 4, Progress.NOW).now());

        Told told = first("/v1/events?after=" + known);

        assertThat(told.news().get("reset").booleanValue()).isTrue();
        assertThat(told.news().get("curve").get("step")).hasSize(2);
    }

    @Test
    void whoAsksForTheHeadOfTheFeedTakesNobodysPlace() throws Exception {
        HttpRequest head = HttpRequest.newBuilder(http.uri().resolve("/v1/events")).HEAD().build();
        for (int i = 0; i <= Feed.WATCHERS_MAX; i++) {
            client.send(head, BodyHandlers.discarding());
        }

        assertThat(first("/v1/events").news().get("reset").booleanValue()).isTrue();
    }

    @Test
    void tooManyWatchersAreToldSoAndRoomComesBack() throws Exception {
        List<BufferedReader> watching = new ArrayList<>();
        for (int i = 0; i < Feed.WATCHERS_MAX; i++) {
            watching.add(open("/v1/events"));
        }

        HttpResponse<String> refused = get("/v1/events");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("100 look on already").contains("close a console");
        for (BufferedReader each : watching) {
            each.close();
        }
        await().untilAsserted(
                        () -> {
                            try (InputStream stream = stream("/v1/events").body()) {
                                assertThat(stream.read()).isEqualTo('i');
                            }
                        });
    }

    @Test
    void aPictureOpensIntoTheViewsThatTheLearnerMade() throws Exception {
        run.learns(9218, 7);

        JsonNode view = JSON.readTree(get("/v1/pictures/0/7").body());

        assertThat(view.get("learnt").booleanValue()).isTrue();
        assertThat(view.get("picture").get("step").longValue()).isEqualTo(9218);
        ByteBuffer seen = run.views(7);
        for (JsonNode crop : view.get("crops")) {
            int size = crop.get("size").intValue();
            BufferedImage shown = image(crop.get("path").textValue(), "image/png");
            assertThat(shown.getWidth()).isEqualTo(size);
            for (int i = 0; i < size * size; i++) {
                int rgb = (seen.get() & 0xff) << 16 | (seen.get() & 0xff) << 8 | seen.get() & 0xff;
                assertThat(shown.getRGB(i % size, i / size) & 0xffffff).isEqualTo(rgb);
            }
        }
        assertThat(seen.hasRemaining()).isFalse();
    }

    @Test
    void picturesAreEncodedAnew() throws Exception {
        run.learns(9218, 7);
        run.holdsOut(9218, 8, "cat");

        assertThat(image("/v1/pictures/0/7/thumbnail", "image/jpeg").getWidth()).isEqualTo(64);
        String heldOut = "/v1/held-out/" + "ab".repeat(32) + "/thumbnail";
        assertThat(image(heldOut, "image/jpeg").getWidth()).isEqualTo(64);
        assertThat(image("/v1/rejections/5/thumbnail", "image/jpeg").getWidth()).isEqualTo(64);
    }

    /// At the same place of another run there is another picture.
    @ParameterizedTest
    @CsvSource({
        "/v1/pictures/0/7/thumbnail, no-store",
        "/v1/pictures/0/7/crops/0, no-store",
        "/v1/rejections/5/thumbnail, no-store",
        "/v1/held-out/{sha256}/thumbnail, 'private, max-age=3600, immutable'"
    })
    void aBrowserKeepsOnlyWhatIsNamedByItsContent(String path, String rule) throws Exception {
        run.learns(9218, 7);
        run.holdsOut(9218, 8, "cat");

        HttpResponse<String> answer = get(path.replace("{sha256}", "ab".repeat(32)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/pictures/0/99",
                "/v1/pictures/0/99/thumbnail",
                "/v1/pictures/0/99/crops/0",
                "/v1/held-out/ff/thumbnail",
                "/v1/galleries/12",
                "/v1/rejections/4/thumbnail",
                "/v1/rejections/6/thumbnail"
            })
    void whatIsNotKeptIsAProblemInWords(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(answer.body()).get("detail").textValue()).contains(" ");
    }

    @Test
    void whatSendersWriteStaysText() throws Exception {
        run.holdsOut(9218, 8, ShownRun.HOSTILE);
        run.skips(9218, 9, ShownRun.HOSTILE);

        HttpResponse<String> pictures = get("/v1/pictures");
        HttpResponse<String> rejections = get("/v1/rejections");

        for (HttpResponse<String> answer : List.of(pictures, rejections)) {
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/json");
        }
        assertThat(JSON.readTree(pictures.body()).get("skipped").get(0).get("detail").textValue())
                .isEqualTo(ShownRun.HOSTILE);
        JsonNode rejection = JSON.readTree(rejections.body()).get("rejections").get(0);
        assertThat(rejection.get("producer").textValue()).isEqualTo(ShownRun.HOSTILE);
        assertThat(rejection.get("reason").textValue()).isEqualTo("truncated");
    }

    @Test
    void versionsAndTheRiverAreJson() throws Exception {
        JsonNode version = JSON.readTree(get("/v1/versions").body()).get("versions").get(0);
        assertThat(version.get("aliases").toString()).isEqualTo("[\"latest\",\"stable\"]");
        assertThat(version.get("knn_untrained").doubleValue()).isEqualTo(0.31);

        await().untilAsserted(
                        () ->
                                assertThat(
                                                JSON.readTree(get("/v1/river").body())
                                                        .get("samples")
                                                        .get(0)
                                                        .get("learnt")
                                                        .longValue())
                                        .isEqualTo(118_000));
    }

    private Told first(String path, String... headers) throws Exception {
        try (BufferedReader stream = open(path, headers)) {
            return next(stream);
        }
    }

    private static Told next(BufferedReader stream) throws IOException {
        String id = "";
        String data = "";
        for (String line = stream.readLine(); !line.isEmpty(); line = stream.readLine()) {
            id = line.startsWith("id: ") ? line.substring(4) : id;
            data = line.startsWith("data: ") ? line.substring(6) : data;
        }
        return new Told(id, JSON.readTree(data));
    }

    private BufferedReader open(String path, String... headers) throws Exception {
        return new BufferedReader(
                new InputStreamReader(stream(path, headers).body(), StandardCharsets.UTF_8));
    }

    private HttpResponse<InputStream> stream(String path, String... headers) throws Exception {
        return client.send(request(path, headers), BodyHandlers.ofInputStream());
    }

    private BufferedImage image(String path, String type) throws Exception {
        HttpResponse<byte[]> answer = client.send(request(path), BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Type")).contains(type);
        assertThat(
                        URLConnection.guessContentTypeFromStream(
                                new ByteArrayInputStream(answer.body())))
                .isEqualTo(type);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        return ImageIO.read(new ByteArrayInputStream(answer.body()));
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return client.send(request(path, headers), BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(http.uri() + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.build();
    }
}
