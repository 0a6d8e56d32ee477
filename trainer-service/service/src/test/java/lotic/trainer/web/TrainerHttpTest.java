package lotic.trainer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import lotic.learning.rate.RateCommand;
import lotic.trainer.run.RunCommand;
import lotic.trainer.run.RunProgress.Phase;
import lotic.trainer.status.Intake;
import lotic.trainer.status.Part;
import lotic.trainer.status.Progress;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

class TrainerHttpTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir private static Path folder;

    private static ShownRun run;
    private static TrainerHttp.View view;
    private static TrainerHttp http;

    @BeforeAll
    static void start() {
        run = new ShownRun(folder, InstantSource.fixed(Progress.NOW));
        view = run.view();
        http = TrainerHttp.start("127.0.0.1", 0, view);
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    @BeforeEach
    void calm() {
        run.progress.set(Progress.learning().now());
        run.intake.set(
                Part.of(
                        new Intake(
                                124_511, 125_324, 2, 24_311, 198, 0, 0, Map.of(), Map.of(),
                                "running")));
        run.commands.clear();
    }

    @Test
    void theStatusIsOneJsonWithEverything() throws Exception {
        run.progress.set(
                Progress.learning()
                        .resumed(9000, 17)
                        .happened(60, "rate-halved", "0.6 to 0.3")
                        .now());

        JsonNode status = json(get("/v1/status"));

        assertThat(status.get("light").textValue()).isEqualTo("green");
        assertThat(status.get("sentence").textValue()).startsWith("learning 232 images/s");
        assertThat(status.get("resume").get("sentence").textValue())
                .isEqualTo("resumed at step 9000, followed 17");
        assertThat(status.get("training").get("trained").longValue()).isEqualTo(118_000);
        assertThat(status.get("training").get("waiting").longValue()).isEqualTo(1312);
        assertThat(status.get("training").get("loss_ln_k").doubleValue()).isEqualTo(Math.log(24));
        assertThat(status.get("training").get("halved_at").get(0).longValue()).isEqualTo(9218);
        assertThat(status.get("lag").get("durable").get("records").longValue()).isEqualTo(1412);
        assertThat(status.get("lag").get("partitions").get(0).get("partition").intValue()).isZero();
        assertThat(status.get("intake").get("in_flight").longValue()).isZero();
        assertThat(status.get("newest").get("knn_untrained").doubleValue()).isEqualTo(0.31);
        assertThat(status.get("publishing").get("published").longValue()).isEqualTo(37);
        assertThat(status.get("history")).hasSize(2);
        assertThat(status.get("started_at").textValue()).isEqualTo("2026-11-22T09:00:00Z");
    }

    @Test
    void whatIsNotKnownIsNullWithAReason() throws Exception {
        run.progress.set(Progress.learning().notApplied().now());
        run.intake.set(Part.away("the ingest service does not tell"));

        JsonNode status = json(get("/v1/status"));

        assertThat(status.get("intake").isNull()).isTrue();
        assertThat(status.get("intake_away").textValue())
                .isEqualTo("the ingest service does not tell");
        assertThat(status.get("training").get("loss").isNull()).isTrue();
        assertThat(status.get("training").get("signals").get("gradient.norm").isNull()).isTrue();
        assertThat(status.get("resume").isNull()).isTrue();
        assertThat(status.get("newest_away").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"command\":\"pause\"}",
                "{\"command\":\"continue\"}",
                "{\"command\":\"halve\"}",
                "{\"command\":\"rewarm\",\"rate\":0.3}"
            })
    void aCommandReachesTheRun(String order) throws Exception {
        HttpResponse<String> answer = post(order, "application/json");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(run.commands)
                .singleElement()
                .isIn(
                        new RunCommand.Pause(),
                        new RunCommand.Continue(),
                        new RunCommand.Rate(new RateCommand.Halve()),
                        new RunCommand.Rate(new RateCommand.ReWarm(0.3)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"command\":\"explode\"}",
                "{\"command\":\"rewarm\"}",
                "{\"command\":\"rewarm\",\"rate\":-1}",
                "{\"command\":",
                "{}"
            })
    void aCommandThatMeansNothingIsRefused(String order) throws Exception {
        HttpResponse<String> answer = post(order, "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(json(answer).get("code").textValue()).isEqualTo("bad-request");
        assertThat(run.commands).isEmpty();
    }

    /// A form on another site can send this type without asking the browser for leave.
    @Test
    void aFormFromAnotherSiteIsNoCommand() throws Exception {
        HttpResponse<String> answer = post("{\"command\":\"pause\"}", "text/plain");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(run.commands).isEmpty();
    }

    /// It can send this without asking the browser for leave, and needs no answer.
    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "http://localhost:3000", "null"})
    void aPageFromElsewhereGivesNoCommands(String origin) throws Exception {
        HttpResponse<String> answer = order("{\"command\":\"pause\"}", "Origin", origin);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(run.commands).isEmpty();
    }

    @Test
    void thePageItselfGivesCommands() throws Exception {
        String ours = "http://127.0.0.1:" + http.uri().getPort();

        HttpResponse<String> answer =
                order(
                        "{\"command\":\"pause\"}",
                        "Origin",
                        ours,
                        "Content-Type",
                        "application/json");

        assertThat(answer.statusCode()).isEqualTo(202);
    }

    @Test
    void whatIsNotThereIsAProblem() throws Exception {
        HttpResponse<String> answer = get("/v1/nothing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).get("type").textValue()).isEqualTo("urn:lotic:problem:not-found");
    }

    @Test
    void aNameThatIsNotThisMachinesIsMisdirected() throws Exception {
        assertThat(statusLine("evil.example:7072")).contains("421");
        assertThat(statusLine("localhost:7072")).contains("200");
        assertThat(statusLine("[::1]:7072")).contains("200");
    }

    @Test
    void readinessFollowsTheRunAndLivenessDoesNot() throws Exception {
        assertThat(get("/health/readiness").statusCode()).isEqualTo(200);

        run.progress.set(
                Progress.learning()
                        .phase(Phase.FAILED)
                        .happened(1, "failed", "the journal does not answer")
                        .now());

        HttpResponse<String> health = get("/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("the journal does not answer");
        assertThat(get("/health/readiness").statusCode()).isEqualTo(503);
        assertThat(get("/health/liveness").statusCode()).isEqualTo(200);
    }

    @Test
    void prometheusIsToldByTheNamesOfTheDocuments() {
        await().untilAsserted(
                        () ->
                                assertThat(get("/prometheus").body())
                                        .contains(
                                                "lotic_trainer_lag_records{kind=\"learnt\",partition=\"0\",topic=\"lotic.images\"}"
                                                    + " 1312",
                                                "lotic_trainer_lag_seconds{kind=\"durable\",partition=\"0\",topic=\"lotic.images\"}"
                                                    + " 5",
                                                "lotic_trainer_learnt_offset{partition=\"0\",topic=\"lotic.images\"}"
                                                    + " 1000",
                                                "lotic_trainer_end_offset{partition=\"0\",topic=\"lotic.images\"}"
                                                    + " 2000",
                                                "lotic_trainer_steps_total 9218",
                                                "lotic_trainer_images_total{source=\"fresh\"}"
                                                        + " 118000",
                                                "lotic_trainer_bound{by=\"step\"} 1",
                                                "lotic_trainer_loss{term=\"total\"} 2.1",
                                                "lotic_trainer_learning_rate 0.3",
                                                "lotic_trainer_health{state=\"healthy\"} 1",
                                                "lotic_trainer_publish_pending 0",
                                                "lotic_trainer_publish_failures_total{cause=\"unreachable\"}"
                                                    + " 0",
                                                "jvm_memory_used_bytes"));
    }

    @Test
    void aTakenPortIsOneSentence() {
        int taken = http.uri().getPort();

        assertThatThrownBy(() -> TrainerHttp.start("127.0.0.1", taken, view))
                .hasMessageContaining("127.0.0.1:" + taken)
                .hasMessageContaining("trainer.port");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(http.uri().resolve(path)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String body, String type) throws Exception {
        return order(body, "Content-Type", type);
    }

    private static HttpResponse<String> order(String body, String... headers) throws Exception {
        URI commands = http.uri().resolve("/v1/commands");
        return CLIENT.send(
                HttpRequest.newBuilder(commands)
                        .headers(headers)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /// The JDK's client does not let us lie about the host.
    private static String statusLine(String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", http.uri().getPort())) {
            socket.getOutputStream()
                    .write(
                            "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                                    .formatted(host)
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }
}
