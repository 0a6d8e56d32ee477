package lotic.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.http.HttpRequest;
import io.micronaut.json.JsonMapper;

import lotic.ingest.AdmissionTwin;
import lotic.ingest.LogTwin;
import lotic.ingest.archive.TarBytes;
import lotic.ingest.images.Pictures;
import lotic.ingest.intake.BodyReader;
import lotic.ingest.intake.Gate;
import lotic.ingest.intake.GateMetrics;
import lotic.ingest.intake.InFlightBytes;
import lotic.ingest.intake.RecentSubmissions;
import lotic.ingest.intake.Watermarks;
import lotic.inspection.PixelLimit;
import lotic.schemas.Limits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import reactor.core.publisher.Flux;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// That the archive's stream is closed however it ends: what was not read of a request's body is
/// let go only then.
class ArchiveControllerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LogTwin log = new LogTwin();
    private final InFlightBytes budget = new InFlightBytes(Limits.IMAGE_BYTES_MAX);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ArchiveController controller =
            new ArchiveController(
                    new Gate(
                            log,
                            PixelLimit.standard(),
                            new Watermarks(new AdmissionTwin(), Path.of("."), 0),
                            new RecentSubmissions(),
                            new GateMetrics(registry, budget)),
                    new BodyReader(Limits.IMAGE_BYTES_MAX, budget),
                    JsonMapper.createDefault(),
                    executor);

    @AfterEach
    void stop() {
        registry.close();
        executor.shutdownNow();
    }

    @Test
    void aHeaderThatCannotBeReadLetsTheArchiveGo() {
        Body tar = new Body(twoImages());
        HttpRequest<?> request = HttpRequest.POST("/v1/images", "").header("Lotic-Label", "%zz");

        assertThatThrownBy(() -> controller.submit(request, tar))
                .isInstanceOf(BadFieldException.class);

        assertThat(tar.closed).isTrue();
    }

    @Test
    void aConnectionThatBreaksLetsTheArchiveGo() throws IOException {
        Body tar = new Body(new SequenceInputStream(twoImages(), new BrokenConnection()));

        assertThatThrownBy(() -> lines(tar).collectList().block(PATIENCE))
                .hasMessageContaining("connection reset");

        await().atMost(PATIENCE).until(() -> tar.closed);
    }

    @Test
    void aFaultOfOursLetsTheArchiveGo() throws IOException {
        log.become(LogTwin.Mood.THROWING);
        Body tar = new Body(twoImages());

        assertThatThrownBy(() -> lines(tar).collectList().block(PATIENCE)).hasMessage("a bug");

        await().atMost(PATIENCE).until(() -> tar.closed);
    }

    @Test
    void aSenderWhoHasGoneLetsTheArchiveGo() throws IOException {
        Body tar = new Body(new EndlessArchive());

        lines(tar).blockFirst(PATIENCE);

        await().atMost(PATIENCE).until(() -> tar.closed);
    }

    @SuppressWarnings("unchecked") // as the controller makes it
    private Flux<byte[]> lines(Body tar) throws IOException {
        HttpRequest<?> request = HttpRequest.POST("/v1/images", "");
        return (Flux<byte[]>) controller.submit(request, tar).body();
    }

    private static InputStream twoImages() {
        return new ByteArrayInputStream(
                new TarBytes()
                        .file("0.jpg", Pictures.jpeg(0))
                        .file("1.jpg", Pictures.jpeg(1))
                        .cut());
    }

    /// A request's body that remembers whether it was closed.
    private static final class Body extends InputStream {

        private final InputStream bytes;
        private volatile boolean closed;

        Body(InputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return bytes.read(into, offset, length);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class BrokenConnection extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("connection reset");
        }
    }

    /// The same image over and over.
    private static final class EndlessArchive extends InputStream {

        private final byte[] file = new TarBytes().file("0.jpg", Pictures.jpeg(0)).cut();
        private int next;

        @Override
        public int read() {
            int b = Byte.toUnsignedInt(file[next]);
            next = (next + 1) % file.length;
            return b;
        }
    }
}
