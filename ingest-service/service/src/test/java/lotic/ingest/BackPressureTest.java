package lotic.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import lotic.ingest.admission.Backlog;
import lotic.ingest.images.Pictures;
import lotic.schemas.Limits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What the gate does when it cannot take more, and when it cannot start.
class BackPressureTest {

    private static final long SMALLEST_BUDGET = Limits.IMAGE_BYTES_MAX;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path folder;
    private final LogTwin log = new LogTwin();
    private final AdmissionTwin admission = new AdmissionTwin();
    private Optional<IngestService> service = Optional.empty();

    @AfterEach
    void stop() {
        log.become(LogTwin.Mood.ACKNOWLEDGING);
        service.ifPresent(IngestService::close);
    }

    @Test
    void pastTheBudgetTheGateAnswers429UntilTheBrokerHasCaughtUp() {
        log.become(LogTwin.Mood.HOLDING);
        try (GateClient gate = start(TestSettings.with(folder, SMALLEST_BUDGET, 0, 0))) {
            // What follows a JPEG's end belongs to the file: 3 MiB, for which 4 are reserved.
            byte[] large = Arrays.copyOf(Pictures.jpeg(1), 3 << 20);
            List<CompletableFuture<GateClient.Answer>> waiting =
                    List.of(gate.postLater(large), gate.postLater(large), gate.postLater(large));
            await().atMost(PATIENCE).until(() -> log.submissions().size() == 3);

            GateClient.Answer refused = gate.post(large);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("too-many-bytes-in-flight");
            assertThat(refused.header("retry-after")).isEqualTo("1");
            assertThat(refused.detail()).contains("limit 15728640");

            log.become(LogTwin.Mood.ACKNOWLEDGING);
            assertThat(waiting).allSatisfy(a -> assertThat(a.join().status()).isEqualTo(202));
            assertThat(gate.post(large).status()).isEqualTo(202);
        }
    }

    @Test
    void whereAdmissionIsFarBehindTheGateCloses() {
        admission.backlog = new Backlog(9, 501, 1000);
        try (GateClient gate = start(TestSettings.in(folder))) {
            await().atMost(PATIENCE).until(() -> gate.post(Pictures.jpeg(1)).status() == 503);

            GateClient.Answer answer = gate.post(Pictures.jpeg(1));

            assertThat(answer.code()).isEqualTo("admission-behind");
            assertThat(answer.header("retry-after")).isEqualTo("10");
            assertThat(answer.detail()).contains("9 submissions").contains("1000");
        }
    }

    @Test
    void whereTheDiskIsNearlyFullTheGateCloses() {
        try (GateClient gate =
                start(TestSettings.with(folder, SMALLEST_BUDGET, Long.MAX_VALUE, 0))) {
            await().atMost(PATIENCE).until(() -> gate.post(Pictures.jpeg(1)).status() == 503);

            assertThat(gate.post(Pictures.jpeg(1)).code()).isEqualTo("disk-full");
        }
    }

    @Test
    void aTakenPortIsASentence() {
        try (GateClient _ = start(TestSettings.in(folder))) {
            int taken = service.orElseThrow().uri().getPort();

            assertThatThrownBy(
                            () ->
                                    IngestService.start(
                                            TestSettings.with(folder, SMALLEST_BUDGET, 0, taken),
                                            log,
                                            admission))
                    .isInstanceOf(IngestStartException.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken)
                    .hasMessageEndingWith("choose another ingest.port");
        }
    }

    private GateClient start(IngestSettings settings) {
        IngestService started = IngestService.start(settings, log, admission);
        service = Optional.of(started);
        return new GateClient(started.uri());
    }
}
