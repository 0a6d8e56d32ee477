package lotic.standalone.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.schemas.Limits;
import lotic.standalone.http.ServiceException;
import lotic.standalone.port.LocalPort;
import lotic.standalone.push.Delivery.Fate;
import lotic.standalone.push.GateTwin.Reply;
import lotic.standalone.source.Sample;
import lotic.standalone.source.SampleSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

class PushTest {

    private static final String NOT_FOUND = "{\"status\":404,\"detail\":\"never seen\"}";

    @TempDir private Path folder;

    @Test
    void aPictureGoesOutWithAllThatStandsBesideIt() throws Exception {
        var sample =
                new Sample(
                        "photos/grün.jpg",
                        "bytes".getBytes(StandardCharsets.UTF_8),
                        Optional.of("frog"),
                        Optional.of("a frog, 100 % green"),
                        Optional.of("{\"a\":1}"));

        try (var twin = new GateTwin((_, _) -> Reply.of(202, "{}"));
                var gate = new Gate(twin.uri())) {
            assertThat(gate.submit(sample, "id-1")).isEqualTo(new Answer.Accepted());

            GateTwin.Request request = twin.requests().getFirst();
            assertThat(request.body()).isEqualTo("bytes");
            assertThat(request.header("Idempotency-key")).isEqualTo("id-1");
            assertThat(request.header("Lotic-label")).isEqualTo("frog");
            assertThat(request.header("Lotic-caption"))
                    .isEqualTo("a%20frog%2C%20100%20%25%20green");
            assertThat(request.header("Lotic-source-uri")).isEqualTo("photos%2Fgr%C3%BCn.jpg");
            assertThat(request.header("Lotic-metadata")).isEqualTo("%7B%22a%22%3A1%7D");
        }
    }

    @Test
    void aBusyGateIsAskedAgainUntilItTakesThePicture() throws Exception {
        GateTwin.Script script =
                (_, before) ->
                        before < 2
                                ? new Reply(
                                        429, "{\"detail\":\"full\"}", Map.of("Retry-After", "1"))
                                : Reply.of(202, "{}");

        try (var twin = new GateTwin(script);
                var gate = new Gate(twin.uri())) {
            Fate fate = new PatientDelivery(gate, Sample::name).deliver(sample("a"));

            assertThat(fate).isEqualTo(new Fate.Accepted());
            assertThat(twin.requests()).hasSize(3);
            assertThat(twin.requests())
                    .extracting(request -> request.header("Idempotency-key"))
                    .containsOnly("a");
        }
    }

    @Test
    void aRefusalKeepsItsCodeAndItsWords() throws Exception {
        String problem = "{\"code\":\"truncated\",\"detail\":\"ends after 3 bytes\"}";

        try (var twin = new GateTwin((_, _) -> Reply.of(422, problem));
                var gate = new Gate(twin.uri())) {
            Fate fate = new PatientDelivery(gate, Sample::name).deliver(sample("a"));

            assertThat(fate).isEqualTo(new Fate.Rejected("truncated", "ends after 3 bytes"));
        }
    }

    @Test
    void whatTheGateKnowsIsNotSentAgain() throws Exception {
        GateTwin.Script script =
                (request, _) ->
                        request.path().endsWith(Digest.of(bytes("known")))
                                ? Reply.of(200, "{\"state\":\"admitted\"}")
                                : request.method().equals("GET")
                                        ? Reply.of(404, NOT_FOUND)
                                        : Reply.of(202, "{}");

        try (var twin = new GateTwin(script);
                var gate = new Gate(twin.uri())) {
            var delivery = new NewOnly(gate, new PatientDelivery(gate, Sample::name));

            assertThat(delivery.deliver(sample("known"))).isEqualTo(new Fate.SeenBefore());
            assertThat(delivery.deliver(sample("new"))).isEqualTo(new Fate.Accepted());
            assertThat(twin.requests())
                    .filteredOn(request -> request.method().equals("POST"))
                    .hasSize(1);
        }
    }

    @Test
    void aGateThatCannotTellWhatItKnowsGetsThePictureAnyway() throws Exception {
        GateTwin.Script script =
                (request, _) ->
                        request.method().equals("GET")
                                ? Reply.of(503, "{\"detail\":\"no broker\"}")
                                : Reply.of(202, "{}");

        try (var twin = new GateTwin(script);
                var gate = new Gate(twin.uri())) {
            var delivery = new NewOnly(gate, new PatientDelivery(gate, Sample::name));

            assertThat(delivery.deliver(sample("new"))).isEqualTo(new Fate.Accepted());
        }
    }

    @Test
    void nobodyThereIsASentenceWithWhatToDo() {
        URI nowhere = URI.create("http://127.0.0.1:" + LocalPort.free());

        try (var gate = new Gate(nowhere)) {
            assertThatThrownBy(() -> gate.submit(sample("a"), "a"))
                    .isInstanceOf(ServiceException.class)
                    .hasMessage(
                            "cannot reach the ingest service at %s (connection refused). Start it with ./lotic up, or name another with --ingest URL."
                                    .formatted(nowhere));
        }
    }

    @Test
    void everyPictureOfASourceGetsItsFateOnce() throws Exception {
        int count = 500;
        var tally = new Tally();
        Delivery delivery =
                sample ->
                        sample.name().endsWith("7")
                                ? new Fate.Rejected("bad", "ends with 7")
                                : new Fate.Accepted();

        new Uploader(source(count), delivery, tally).run();

        Tally.Counts counts = tally.counts();
        assertThat(counts.done()).isEqualTo(count);
        assertThat(counts.accepted()).isEqualTo(450);
        assertThat(counts.rejected()).singleElement().satisfies(PushTest::isTheBadOnes);
    }

    @Test
    void aPictureThatIsTooLargeStaysHere() throws Exception {
        var tally = new Tally();
        byte[] large = new byte[Limits.IMAGE_BYTES_MAX + 1];
        var sample = new Sample("big", large, Optional.empty(), Optional.empty(), Optional.empty());

        new Uploader(
                        source(List.of(sample).iterator()),
                        _ -> {
                            throw new AssertionError("it was sent");
                        },
                        tally)
                .run();

        assertThat(tally.counts().rejected().getFirst().code()).isEqualTo("too-large");
    }

    @Test
    void theFirstFailureEndsTheUpload() {
        Delivery delivery =
                _ -> {
                    throw new ServiceException(ServiceException.Reason.UNREACHABLE, "gone");
                };

        assertThatThrownBy(() -> new Uploader(source(1_000_000), delivery, new Tally()).run())
                .isInstanceOf(ServiceException.class)
                .hasMessage("gone");
    }

    @Test
    void rejectedPicturesStandInAFileAndOthersDoNot() throws IOException {
        Path file = folder.resolve("rejected.ndjson");

        try (var rejected = new RejectedFile(file)) {
            rejected.told(sample("good"), new Fate.Accepted());
            assertThat(file).doesNotExist();
            rejected.told(sample("bad"), new Fate.Rejected("corrupt", "a \"quote\""));
        }

        assertThat(Files.readAllLines(file))
                .singleElement()
                .asString()
                .contains("\"path\":\"bad\"", "\"code\":\"corrupt\"", "a \\\"quote\\\"");
    }

    private static void isTheBadOnes(Tally.Rejected rejected) {
        assertThat(rejected.code()).isEqualTo("bad");
        assertThat(rejected.count()).isEqualTo(50);
        assertThat(rejected.names()).hasSize(3);
    }

    private static SampleSource source(int count) {
        return source(IntStream.range(0, count).mapToObj(i -> sample("p" + i)).iterator());
    }

    private static SampleSource source(Iterator<Sample> samples) {
        return new SampleSource() {
            @Override
            public Optional<Sample> next() {
                return samples.hasNext() ? Optional.of(samples.next()) : Optional.empty();
            }

            @Override
            public void close() {}
        };
    }

    private static Sample sample(String name) {
        return new Sample(name, bytes(name), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
