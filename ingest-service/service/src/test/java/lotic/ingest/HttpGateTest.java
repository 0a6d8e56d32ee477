package lotic.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Optional;

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
