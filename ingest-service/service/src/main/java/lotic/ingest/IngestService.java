package lotic.ingest;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;

import lotic.ingest.admission.Admission;
import lotic.ingest.admission.KafkaAdmission;
import lotic.ingest.intake.KafkaSubmissionLog;
import lotic.ingest.intake.SubmissionLog;
import lotic.schemas.KafkaConnection;
import lotic.schemas.Limits;

import org.apache.kafka.common.KafkaException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/// The HTTP gate and admission, running.
public final class IngestService implements AutoCloseable {

    static final String ENVIRONMENT = "ingest";

    /// Headers, or a query, that hold every text field at its limit, each byte percent-encoded in
    /// three characters, and what else a request says.
    private static final int REQUEST_HEAD_BYTES_MAX = 3 * Limits.TEXT_BYTES_MAX + (16 << 10);

    private final EmbeddedServer server;
    private final SubmissionLog log;
    private final Admission admission;

    private IngestService(EmbeddedServer server, SubmissionLog log, Admission admission) {
        this.server = server;
        this.log = log;
        this.admission = admission;
    }

    /// Starts the service: HTTP answers when this returns, admission runs soon after, as `/health`
    /// and `GET /v1/intake` tell.
    ///
    /// @param kafka where [lotic.schemas.TopicSetup] has made the topics; the broker may be away
    ///   for a while
    /// @throws IngestStartException if the host is not this machine's own, the port is taken, or
    ///   the data folder cannot be written or is another instance's
    public static IngestService start(KafkaConnection kafka, IngestSettings settings) {
        requireLoopback(settings.host());
        try {
            Files.createDirectories(settings.dataFolder());
        } catch (IOException e) {
            throw new IngestStartException(
                    "cannot write to the data folder %s (ingest.data-folder): %s"
                            .formatted(settings.dataFolder(), e.getMessage()),
                    e);
        }
        SubmissionLog log =
                KafkaSubmissionLog.connect(
                        kafka, settings.inFlightBytesMax(), settings.ackTimeout());
        try {
            return start(kafka, settings, log);
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private static IngestService start(
            KafkaConnection kafka, IngestSettings settings, SubmissionLog log) {
        Admission admission = admission(kafka, settings);
        try {
            return start(settings, log, admission);
        } catch (RuntimeException e) {
            admission.close();
            throw e;
        }
    }

    private static Admission admission(KafkaConnection kafka, IngestSettings settings) {
        Path folder = settings.dataFolder().resolve("admission");
        try {
            return KafkaAdmission.start(
                    kafka,
                    settings.admissionRules(),
                    folder,
                    settings.instance(),
                    settings.admissionThreads(),
                    Clock.systemUTC());
        } catch (KafkaException | UncheckedIOException e) {
            throw new IngestStartException(
                    "cannot start admission with its state in %s: %s; see that the folder can be written and that no other instance uses it (ingest.data-folder)"
                            .formatted(folder, e),
                    e);
        }
    }

    /// Starts HTTP between any two ends; they are closed with the service.
    static IngestService start(IngestSettings settings, SubmissionLog log, Admission admission) {
        ApplicationContext context =
                ApplicationContext.builder()
                        .deduceEnvironment(false)
                        .deduceCloudEnvironment(false)
                        .banner(false)
                        .environments(ENVIRONMENT)
                        .singletons(settings, log, admission)
                        .properties(httpProperties(settings))
                        .start();
        try {
            return new IngestService(context.getBean(EmbeddedServer.class).start(), log, admission);
        } catch (ServerStartupException e) {
            context.close();
            throw new IngestStartException(
                    "cannot listen on %s:%d: %s; free it, or choose another ingest.port"
                            .formatted(settings.host(), settings.port(), e.getCause()),
                    e);
        }
    }

    /// There are no tokens: whoever reaches the port may submit.
    private static void requireLoopback(String host) {
        try {
            if (!InetAddress.getByName(host).isLoopbackAddress()) {
                throw new IngestStartException(
                        "ingest.host is %s; without tokens only this machine may reach it: give 127.0.0.1"
                                .formatted(host));
            }
        } catch (UnknownHostException e) {
            throw new IngestStartException(
                    "ingest.host is %s, which is no known host; give 127.0.0.1".formatted(host), e);
        }
    }

    private static Map<String, Object> httpProperties(IngestSettings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("micronaut.application.name", ENVIRONMENT);
        properties.put("micronaut.server.host", settings.host());
        properties.put("micronaut.server.port", settings.port() == 0 ? -1 : settings.port());
        // Images are bounded as they are read, one by one where an archive holds many.
        properties.put("micronaut.server.max-request-size", Long.MAX_VALUE);
        properties.put("micronaut.server.netty.max-header-size", REQUEST_HEAD_BYTES_MAX);
        properties.put("micronaut.server.netty.max-initial-line-length", REQUEST_HEAD_BYTES_MAX);
        properties.put("micronaut.server.idle-timeout", "60s");
        properties.put("micronaut.server.read-idle-timeout", "60s");
        properties.put("micronaut.serde.serialization.inclusion", "NON_ABSENT");
        properties.put("endpoints.health.details-visible", "ANONYMOUS");
        // Of Micronaut's own checks, what concerns us is in IngestReadiness.
        properties.put("endpoints.health.discovery-client.enabled", false);
        properties.put("endpoints.health.disk-space.enabled", false);
        properties.put("endpoints.prometheus.sensitive", false);
        return properties;
    }

    /// Where the gate answers.
    public URI uri() {
        return server.getURI();
    }

    /// Takes no more images, ends admission at its last commit, and lets go of the broker.
    @Override
    public void close() {
        server.getApplicationContext().close();
        admission.close();
        log.close();
    }
}
