package lotic.ingest;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;

import lotic.ingest.admission.AdmissionRules;
import lotic.ingest.admission.KafkaAdmission;
import lotic.ingest.intake.BodyReader;
import lotic.ingest.intake.Gate;
import lotic.ingest.intake.InFlightBytes;
import lotic.ingest.intake.KafkaSubmissionLog;
import lotic.schemas.KafkaConnection;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/// The HTTP gate and admission, running.
public final class IngestService implements AutoCloseable {

    static final String ENVIRONMENT = "ingest";

    private final ApplicationContext context;
    private final KafkaSubmissionLog log;
    private final KafkaAdmission admission;
    private final URI uri;

    private IngestService(
            ApplicationContext context, KafkaSubmissionLog log, KafkaAdmission admission, URI uri) {
        this.context = context;
        this.log = log;
        this.admission = admission;
        this.uri = uri;
    }

    /// Starts the service: HTTP answers when this returns, admission runs soon after.
    ///
    /// @param kafka whose topics exist ([lotic.schemas.TopicSetup]); the broker may be away for now
    public static IngestService start(KafkaConnection kafka, IngestSettings settings) {
        InFlightBytes budget = new InFlightBytes(settings.inFlightBytesMax());
        AdmissionRules rules = settings.admissionRules();
        KafkaSubmissionLog log =
                KafkaSubmissionLog.connect(
                        kafka, settings.inFlightBytesMax(), settings.ackTimeout());
        KafkaAdmission admission =
                KafkaAdmission.start(
                        kafka,
                        rules,
                        settings.dataFolder().resolve("admission"),
                        settings.instance(),
                        settings.admissionThreads(),
                        Clock.systemUTC());
        ApplicationContext context =
                ApplicationContext.builder()
                        .deduceEnvironment(false)
                        .deduceCloudEnvironment(false)
                        .banner(false)
                        .environments(ENVIRONMENT)
                        .singletons(
                                rules,
                                admission,
                                new Gate(log, rules.pixels()),
                                new BodyReader(settings.maxImageBytes(), budget))
                        .properties(httpProperties(settings))
                        .start();
        EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
        return new IngestService(context, log, admission, server.getURI());
    }

    private static Map<String, Object> httpProperties(IngestSettings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("micronaut.application.name", ENVIRONMENT);
        properties.put("micronaut.server.host", settings.host());
        properties.put("micronaut.server.port", settings.port() == 0 ? -1 : settings.port());
        // Images are bounded as they are read, entry by entry where a tar holds many.
        properties.put("micronaut.server.max-request-size", Long.MAX_VALUE);
        properties.put("micronaut.serde.serialization.inclusion", "NON_ABSENT");
        properties.put("endpoints.all.sensitive", false);
        properties.put("endpoints.prometheus.sensitive", false);
        return properties;
    }

    /// Where the gate answers.
    public URI uri() {
        return uri;
    }

    /// Takes no more images, ends admission at its last commit, and lets go of the broker.
    @Override
    public void close() {
        context.close();
        admission.close();
        log.close();
    }
}
