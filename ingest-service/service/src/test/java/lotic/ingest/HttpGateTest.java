package lotic.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

import lotic.ingest.admission.AdmissionState;
import lotic.ingest.admission.IntakeCounts;
import lotic.ingest.admission.Outcome;
import lotic.ingest.admission.PartitionCounts;
import lotic.ingest.admission.Sighting;
import lotic.ingest.admission.Wording;
import lotic.ingest.archive.TarBytes;
import lotic.ingest.images.BadImage;
import lotic.ingest.images.Pictures;
import lotic.schemas.Digests;
import lotic.schemas.ImageDigest;
import lotic.schemas.Limits;
import lotic.schemas.RejectionReason;
import lotic.schemas.Submission;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The gate over real HTTP, between a log and an admission in memory.
class HttpGateTest {

    private static final int LARGE_BODY_BYTES = 30 << 20;

    // Two bytes a letter, six characters of a header.
    private static final String NAME = "ä".repeat(Limits.NAME_BYTES_MAX / 2);
    private static final String SOURCE = "ä".repeat(Limits.SOURCE_URI_BYTES_MAX / 2);
    private static final String CAPTION = "ä".repeat(Limits.CAPTION_BYTES_MAX / 2);
    private static final String METADATA =
            "\"" + "ä".repeat(Limits.METADATA_BYTES_MAX / 2 - 1) + "\"";
    private static final Map<String, String> TAR = Map.of("Content-Type", "application/x-tar");

    @TempDir private Path folder;
    private final LogTwin log = new LogTwin();
    private final AdmissionTwin admission = new AdmissionTwin();
    private IngestService service;
    private GateClient gate;

    @BeforeEach
    void start() {
        service = IngestService.start(TestSettings.in(folder), log, admission);
        gate = new GateClient(service.uri());
    }

    @AfterEach
    void stop() {
        gate.close();
        service.close();
    }

    @Test
    void anAcceptedImageIsToldItsPlaceAndItsRecordHoldsWhatTheSenderSaid() {
        byte[] image = Pictures.jpeg(1);

        GateClient.Answer answer =
                gate.post(
                        image,
                        Map.of(
                                "Content-Type", "image/jpeg",
                                "Idempotency-Key", "upload-1",
                                "Lotic-Source-Uri", "https://example.org/a%20b.jpg",
                                "Lotic-Caption", "Gr%C3%BC%C3%9Fe%0Avom+Wehr",
                                "Lotic-Label", "heron",
                                "Lotic-Metadata", "%7B%22iso%22%3A100%7D",
                                "Lotic-Producer", "camera-7"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("id").asText()).isEqualTo("upload-1");
        assertThat(answer.body().path("sha256").asText()).isEqualTo(Digests.hex(Digests.of(image)));
        assertThat(answer.body().path("topic").asText()).isEqualTo("submitted");
        assertThat(answer.body().path("partition").asInt()).isEqualTo(3);
        assertThat(answer.body().path("offset").asInt(-1)).isZero();
        Submission submission = log.submissions().getFirst();
        assertThat(submission.getBytes().array()).isEqualTo(image);
        assertThat(submission.getId()).isEqualTo("upload-1");
        assertThat(submission.getDeclaredType()).hasValue("image/jpeg");
        assertThat(submission.getSourceUri()).hasValue("https://example.org/a b.jpg");
        assertThat(submission.getCaption()).hasValue("Grüße\nvom+Wehr");
        assertThat(submission.getLabel()).hasValue("heron");
        assertThat(submission.getMetadata()).hasValue("{\"iso\":100}");
        assertThat(submission.getProducer()).hasValue("camera-7");
    }

    @Test
    void theQueryMaySayTheSame() {
        gate.post(
                "/v1/images?id=7&source=x%20y&caption=c&label=l&producer=p&metadata=%7B%7D",
                BodyPublishers.ofByteArray(Pictures.jpeg(1)), Map.of());

        Submission submission = log.submissions().getFirst();
        assertThat(submission.getId()).isEqualTo("7");
        assertThat(submission.getSourceUri()).hasValue("x y");
        assertThat(submission.getCaption()).hasValue("c");
        assertThat(submission.getLabel()).hasValue("l");
        assertThat(submission.getProducer()).hasValue("p");
        assertThat(submission.getMetadata()).hasValue("{}");
    }

    @Test
    void curlsOwnContentTypeIsNoHindrance() {
        GateClient.Answer answer =
                gate.post(
                        Pictures.jpeg(1),
                        Map.of("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(log.submissions().getFirst().getBytes().array()).isEqualTo(Pictures.jpeg(1));
    }

    static Stream<byte[]> unusualButSound() {
        return Stream.of(
                Pictures.cmykJpeg(),
                Pictures.sixteenBitPng(),
                Pictures.palettePng(),
                Pictures.rotatedJpeg(),
                Pictures.animatedGif(),
                Pictures.webp(),
                Pictures.largeJpeg(1));
    }

    @ParameterizedTest
    @MethodSource("unusualButSound")
    void unusualImagesAreAccepted(byte[] image) {
        assertThat(gate.post(image).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfBadImageIsRefusedByNameAndGoesNoFurther(BadImage bad) {
        GateClient.Answer answer = gate.post(bad.bytes(), Map.of("Content-Type", "image/jpeg"));

        assertThat(answer.status()).isEqualTo(bad.status());
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo(Wording.code(bad.reason()));
        assertThat(answer.body().path("type").asText()).endsWith(answer.code());
        assertThat(answer.body().path("status").asInt()).isEqualTo(bad.status());
        assertThat(answer.detail()).isNotEmpty();
        assertThat(log.submissions()).isEmpty();
    }

    @Test
    void anEmptyBodyIsNoImage() {
        GateClient.Answer answer = gate.post(new byte[0]);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.detail()).isEqualTo("starts with nothing: it is empty");
    }

    @Test
    void aBodyThatIsDeclaredTooLargeIsRefusedWithValueAndLimit() {
        GateClient.Answer answer = gate.post(new byte[LARGE_BODY_BYTES]);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("too-large");
        assertThat(answer.detail()).contains("31457280 bytes").contains("limit 15728640");
    }

    @Test
    void aBodyOfUnknownSizeIsRefusedOnceItIsTooLarge() {
        GateClient.Answer answer =
                gate.post(
                        "/v1/images",
                        BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(new byte[LARGE_BODY_BYTES])),
                        Map.of());

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.detail()).contains("15728641 bytes or more");
    }

    @Test
    void textsAtTheirLimitsFitTheHeaders() {
        Map<String, String> headers =
                Map.of(
                        "Idempotency-Key", encoded(NAME),
                        "Lotic-Source-Uri", encoded(SOURCE),
                        "Lotic-Caption", encoded(CAPTION),
                        "Lotic-Label", encoded(NAME),
                        "Lotic-Metadata", encoded(METADATA),
                        "Lotic-Producer", encoded(NAME));

        assertThat(gate.post(Pictures.jpeg(1), headers).status()).isEqualTo(202);
        assertTextsAtTheirLimits(log.submissions().getFirst());
    }

    @Test
    void textsAtTheirLimitsFitTheQuery() {
        String path =
                "/v1/images?id=%s&source=%s&caption=%s&label=%s&metadata=%s&producer=%s"
                        .formatted(
                                encoded(NAME),
                                encoded(SOURCE),
                                encoded(CAPTION),
                                encoded(NAME),
                                encoded(METADATA),
                                encoded(NAME));

        GateClient.Answer answer =
                gate.post(path, BodyPublishers.ofByteArray(Pictures.jpeg(1)), Map.of());

        assertThat(answer.status()).isEqualTo(202);
        assertTextsAtTheirLimits(log.submissions().getFirst());
    }

    @Test
    void aTextBeyondItsLimitIsStillRefusedByName() {
        GateClient.Answer answer =
                gate.post(Pictures.jpeg(1), Map.of("Lotic-Caption", encoded(CAPTION + "x")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).isEqualTo("caption has 8193 bytes, limit 8192");
    }

    static Stream<Arguments> badFields() {
        return Stream.of(
                Arguments.of("Lotic-Caption", "%zz", "header Lotic-Caption is not percent-encoded"),
                Arguments.of("Lotic-Label", "%C3", "header Lotic-Label is not percent-encoded"),
                Arguments.of("Lotic-Label", "a%0Ab", "label holds a control character"),
                Arguments.of("Lotic-Label", "l".repeat(257), "label has 257 bytes, limit 256"),
                Arguments.of("Lotic-Metadata", "%7B", "metadata is not JSON"),
                Arguments.of("Idempotency-Key", "i".repeat(300), "id has 300 bytes, limit 256"));
    }

    @ParameterizedTest
    @MethodSource("badFields")
    void aBadFieldIsRefusedByName(String header, String value, String detail) {
        GateClient.Answer answer = gate.post(Pictures.jpeg(1), Map.of(header, value));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("bad-field");
        assertThat(answer.detail()).startsWith(detail);
    }

    @Test
    void bytesThatAreNotTheOnesThatWereSentAreRefused() {
        String digest = Base64.getEncoder().encodeToString(Digests.of(Pictures.jpeg(1)).bytes());
        Map<String, String> headers = Map.of("Content-Digest", "sha-256=:" + digest + ":");

        assertThat(gate.post(Pictures.jpeg(1), headers).status()).isEqualTo(202);
        GateClient.Answer answer = gate.post(Pictures.jpeg(2), headers);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("digest-mismatch");
    }

    @Test
    void aBrokerThatDoesNotTakeItIsA503ThatSaysWhenToComeBack() {
        log.become(LogTwin.Mood.FAILING);

        GateClient.Answer answer = gate.post(Pictures.jpeg(1));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("broker-unavailable");
        assertThat(answer.header("retry-after")).isEqualTo("5");
        assertThat(answer.detail()).contains("same Idempotency-Key");
    }

    @Test
    void anArchiveIsAnsweredSampleBySampleInItsOrder() {
        byte[] archive =
                new TarBytes()
                        .file("0.cls", "3")
                        .file("0.jpg", Pictures.jpeg(1))
                        .file("0.txt", "a heron")
                        .file("../../etc/1.jpg", BadImage.TEXT_NAMED_JPG.bytes())
                        .file("2.jpg", new byte[16 << 20])
                        .file("3.txt", "alone")
                        .file("4.png", Pictures.palettePng())
                        .end();

        GateClient.Answer answer =
                gate.post("/v1/images?id=k&producer=p", BodyPublishers.ofByteArray(archive), TAR);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/x-ndjson");
        List<JsonNode> lines = answer.response().body().lines().map(GateClient::json).toList();
        assertThat(lines)
                .extracting(line -> line.path("name").asText() + " " + line.path("status").asInt())
                .containsExactly(
                        "0.jpg 202", "../../etc/1.jpg 415", "2.jpg 413", "3.txt 422", "4.png 202");
        assertThat(lines)
                .extracting(line -> line.path("code").asText())
                .containsExactly("", "not-an-image", "too-large", "no-image", "");
        assertThat(lines.getFirst().path("sha256").asText())
                .isEqualTo(Digests.hex(Digests.of(Pictures.jpeg(1))));
        assertThat(log.submissions()).extracting(Submission::getId).containsExactly("k#1", "k#5");
        Submission first = log.submissions().getFirst();
        assertThat(first.getLabel()).hasValue("3");
        assertThat(first.getCaption()).hasValue("a heron");
        assertThat(first.getSourceUri()).hasValue("0.jpg");
        assertThat(first.getProducer()).hasValue("p");
    }

    @Test
    void anArchiveThatBreaksOffHasALastLineThatSaysSo() {
        byte[] archive =
                new TarBytes().file("0.jpg", Pictures.jpeg(1)).file("1.jpg", "x".repeat(99)).cut();
        byte[] cut = Arrays.copyOf(archive, archive.length - 500);

        GateClient.Answer answer = gate.post("/v1/images", BodyPublishers.ofByteArray(cut), TAR);

        List<JsonNode> lines = answer.response().body().lines().map(GateClient::json).toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().path("status").asInt()).isEqualTo(202);
        assertThat(lines.getLast().path("code").asText()).isEqualTo("broken-archive");
        assertThat(log.submissions()).hasSize(1);
    }

    @Test
    @Timeout(60)
    void anArchiveWithABadFieldIsRefusedBeforeItHasAllCome() {
        GateClient.Answer answer =
                gate.post(
                        "/v1/images",
                        BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(new byte[LARGE_BODY_BYTES])),
                        Map.of("Content-Type", "application/x-tar", "Lotic-Caption", "%zz"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("bad-field");
    }

    @Test
    void anArchiveOfManyIsAnsweredToTheLast() {
        TarBytes archive = new TarBytes();
        for (int i = 0; i < 500; i++) {
            archive.file(i + ".jpg", Pictures.jpeg(i));
        }

        GateClient.Answer answer =
                gate.post("/v1/images", BodyPublishers.ofByteArray(archive.end()), TAR);

        assertThat(answer.response().body().lines()).hasSize(500);
        assertThat(log.submissions()).hasSize(500);
    }

    @Test
    void whereAnImageIsIsToldAtEachStage() {
        byte[] image = Pictures.jpeg(1);
        ImageDigest digest = Digests.of(image);
        String path = "/v1/images/" + Digests.hex(digest);

        assertThat(gate.get(path).code()).isEqualTo("unknown-image");

        gate.post(image);
        assertThat(gate.get(path).body().path("state").asText()).isEqualTo("submitted");

        Optional<Instant> at = Optional.of(Instant.EPOCH);
        admission.sightings.put(digest, new Sighting(3, 0, new Outcome.Admitted(false, false), at));
        assertThat(gate.get(path).body().toString())
                .isEqualTo(
                        ("{\"sha256\":\"%s\",\"state\":\"admitted\",\"partition\":3,\"offset\":0,"
                                        + "\"admitted_at\":\"1970-01-01T00:00:00Z\"}")
                                .formatted(Digests.hex(digest)));

        admission.sightings.put(digest, new Sighting(3, 1, new Outcome.Duplicate(), at));
        assertThat(gate.get(path).body().path("state").asText()).isEqualTo("duplicate");

        admission.sightings.put(digest, new Sighting(3, 2, new Outcome.Admitted(true, false), at));
        assertThat(gate.get(path).body().path("state").asText()).isEqualTo("repeat");

        admission.sightings.put(
                digest,
                new Sighting(
                        3,
                        3,
                        new Outcome.Rejected(RejectionReason.TOO_SMALL, "1 x 1 pixels"),
                        Optional.empty()));
        assertThat(gate.get(path).body().path("reason").asText()).isEqualTo("too-small");
        assertThat(gate.get(path).body().path("detail").asText()).isEqualTo("1 x 1 pixels");
    }

    @Test
    void whatIsNoDigestIsSaidToBeNone() {
        assertThat(gate.get("/v1/images/abc").status()).isEqualTo(400);
        assertThat(gate.get("/v1/images/abc").code()).isEqualTo("bad-digest");
    }

    @Test
    void theIntakeIsToldWithItsIdentity() {
        PartitionCounts counts =
                new PartitionCounts(
                        12, 1, 900, 1, 6, 2, 1, 3, Map.of(RejectionReason.TOO_SMALL, 1L));
        admission.counts = new IntakeCounts(List.of(new IntakeCounts.Partition(0, counts, 14, 2)));

        JsonNode intake = gate.get("/v1/intake").body();

        assertThat(intake)
                .isEqualTo(
                        GateClient.json(
                                """
                                {"submitted": 12, "admitted": 6, "repeats": 2, "animated": 1,
                                 "duplicates": 3, "rejected": 1, "resent": 1, "in_flight": 2,
                                 "balance": 0, "duplicates_policy": "drop", "admission": "running",
                                 "rejected_by_reason": {"too-small": 1},
                                 "refused_by_reason": {},
                                 "partitions": [{"partition": 0, "submitted": 12, "admitted": 6,
                                   "repeats": 2, "duplicates": 3, "rejected": 1, "resent": 1,
                                   "passed": 1, "next_offset": 12, "end_offset": 14}]}\
                                """));
    }

    @Test
    void anIntakeWithoutRejectionsHasAnEmptyListOfThem() {
        assertThat(gate.get("/v1/intake").response().body()).contains("\"rejected_by_reason\":{}");
    }

    @Test
    void anAdmissionThatCannotAnswerIsA503() {
        admission.away = true;

        assertThat(gate.get("/v1/intake").status()).isEqualTo(503);
        assertThat(gate.get("/v1/intake").code()).isEqualTo("admission-unavailable");
        assertThat(gate.get("/v1/images/" + "0".repeat(64)).status()).isEqualTo(503);
    }

    @Test
    void readinessTellsItsReasonsAndLivenessDoesNotDependOnThem() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gate.get("/health/readiness").status() == 200);

        admission.state = AdmissionState.STARTING;

        GateClient.Answer readiness = gate.get("/health/readiness");
        assertThat(readiness.status()).isEqualTo(503);
        assertThat(readiness.response().body()).contains("admission is starting");
        assertThat(gate.get("/health/liveness").status()).isEqualTo(200);
    }

    @Test
    void whatHappenedIsInTheMetrics() {
        gate.post(Pictures.jpeg(1));
        gate.post(BadImage.ONE_PIXEL_GIF.bytes());

        String metrics = gate.get("/prometheus").response().body();

        assertThat(metrics)
                .contains("lotic_ingest_images_total{outcome=\"acknowledged\"} 1.0")
                .contains("lotic_ingest_images_total{outcome=\"rejected\"} 1.0")
                .contains("lotic_ingest_rejected_total{reason=\"too-small\"} 1.0")
                .contains("lotic_ingest_ack_seconds_count 1")
                .contains("lotic_ingest_image_bytes_count{format=\"jpeg\"} 1")
                .contains("lotic_ingest_image_pixels_sum{format=\"jpeg\"} 1024.0")
                .contains("lotic_ingest_inflight_bytes 0.0")
                .contains("lotic_ingest_inflight_limit_bytes 6.7108864E7")
                .contains("lotic_admission_records_total{outcome=\"admitted\"}")
                .contains("lotic_admission_replaced_threads_total 2.0")
                .contains("lotic_admission_state{state=\"running\"} 1.0");
    }

    @Test
    void errorsThatNoControllerSawAreProblemsToo() {
        GateClient.Answer unknown = gate.get("/nowhere");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("content-type")).isEqualTo("application/problem+json");
        assertThat(unknown.code()).isEqualTo("not-found");
    }

    private static void assertTextsAtTheirLimits(Submission submission) {
        assertThat(submission.getId()).isEqualTo(NAME);
        assertThat(submission.getSourceUri()).hasValue(SOURCE);
        assertThat(submission.getCaption()).hasValue(CAPTION);
        assertThat(submission.getLabel()).hasValue(NAME);
        assertThat(submission.getMetadata()).hasValue(METADATA);
        assertThat(submission.getProducer()).hasValue(NAME);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
