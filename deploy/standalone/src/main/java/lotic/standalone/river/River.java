package lotic.standalone.river;

import lotic.schemas.KafkaConnection;
import lotic.schemas.Topics;
import lotic.standalone.broker.EmbeddedBroker;
import lotic.standalone.folder.DataFolder;
import lotic.standalone.settings.KafkaSettings;
import lotic.standalone.settings.Settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/// The whole river in this process. Parts start downstream of what they need and stop in reverse.
public final class River implements AutoCloseable {

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final KafkaConnection kafka;

    private River(Settings settings, DataFolder folder) {
        Optional<EmbeddedBroker> broker =
                settings.kafka().bootstrapServers().isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                EmbeddedBroker.start(folder.broker(), settings.broker().port()));
        broker.ifPresent(running::push);
        kafka =
                connection(
                        settings.kafka(),
                        broker.map(EmbeddedBroker::bootstrapServers)
                                .or(settings.kafka()::bootstrapServers)
                                .orElseThrow());
    }

    /// Starts everything and returns when all of it answers. What did start is stopped again if
    /// something does not.
    public static River start(Settings settings, DataFolder folder) {
        return new River(settings, folder);
    }

    /// How clients reach Kafka.
    public KafkaConnection kafka() {
        return kafka;
    }

    /// Stops everything, what started last first.
    @Override
    public void close() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    private static KafkaConnection connection(KafkaSettings settings, String bootstrapServers) {
        return new KafkaConnection(
                bootstrapServers,
                settings.clientConfig().map(River::properties).orElse(Map.of()),
                new Topics(settings.topicPrefix()),
                settings.replicationFactor());
    }

    private static Map<String, String> properties(Path file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(
                    "cannot read the Kafka client settings %s: %s".formatted(file, e.getMessage()),
                    e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
