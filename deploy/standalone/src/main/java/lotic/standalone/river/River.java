package lotic.standalone.river;

import lotic.ingest.IngestService;
import lotic.schemas.KafkaConnection;
import lotic.schemas.TopicSetup;
import lotic.standalone.broker.EmbeddedBroker;
import lotic.standalone.folder.DataFolder;
import lotic.standalone.settings.Settings;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The whole river in this process: broker, topics, services. What needs another starts after it
/// and stops before it.
public final class River implements AutoCloseable {

    private static final Duration TOPICS_TIMEOUT = Duration.ofSeconds(30);

    private final Settings settings;
    private final Deque<Runnable> running = new ArrayDeque<>();

    private River(Settings settings) {
        this.settings = settings;
    }

    /// Starts everything and returns when all of it answers. If something does not start, what did
    /// is stopped again.
    public static River start(Settings settings, DataFolder folder) {
        var river = new River(settings);
        try {
            river.start(folder);
            return river;
        } catch (RuntimeException e) {
            river.close();
            throw e;
        }
    }

    private void start(DataFolder folder) {
        KafkaConnection kafka = settings.kafka().connection(startBroker(folder));
        TopicSetup.run(kafka, settings.kafka().sizes(), TOPICS_TIMEOUT);
        IngestService ingest = IngestService.start(kafka, settings.ingest());
        running.push(ingest::close);
    }

    private Optional<String> startBroker(DataFolder folder) {
        if (settings.kafka().bootstrapServers().isPresent()) {
            return Optional.empty();
        }
        EmbeddedBroker broker = EmbeddedBroker.start(folder.broker(), settings.broker().port());
        running.push(broker::close);
        return Optional.of(broker.bootstrapServers());
    }

    /// Where pictures are handed in.
    public URI ingest() {
        return settings.ingestUri();
    }

    /// Where the trainer's page is.
    public URI trainer() {
        return settings.trainerUri();
    }

    /// Stops everything, what started last first.
    @Override
    public void close() {
        while (!running.isEmpty()) {
            running.pop().run();
        }
    }
}
