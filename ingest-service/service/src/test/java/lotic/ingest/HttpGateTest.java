package lotic.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import lotic.ingest.admission.AdmissionState;
import lotic.ingest.admission.Backlog;
import lotic.ingest.admission.Duplicates;
import lotic.ingest.admission.IntakeCounts;
import lotic.ingest.admission.Outcome;
import lotic.ingest.admission.PartitionCounts;
import lotic.ingest.admission.Sighting;
import lotic.ingest.archive.TarBytes;
import lotic.ingest.images.BadImage;
import lotic.ingest.images.Pictures;
import lotic.inspection.PixelLimit;
import lotic.schemas.Digests;
import lotic.schemas.ImageDigest;
import lotic.schemas.Limits;
import lotic.schemas.RejectionReason;
import lotic.schemas.Submission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The gate over real HTTP, between a log and an admission in memory.
class HttpGateTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGE_BODY_BYTES = 30 << 20;

    @TempDir private static Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final LogTwin log = new LogTwin();
    private final AdmissionTwin admission = new AdmissionTwin();
    private Optional<IngestService> service = Optional.empty();

    @AfterEach
    void stop() {
        log.become(LogTwin.Mood.ACKNOWLEDGING);
        service.ifPresent(IngestService::close);
        client.close();
    }
}
