package lotic.standalone.settings;

import lotic.schemas.KafkaConnection;
import lotic.schemas.TopicSizes;
import lotic.schemas.Topics;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/// Which Kafka to use, and the topics in it.
///
/// @param bootstrapServers `host:port`, several separated by commas; without it a broker is started
///   inside this process
/// @param clientConfig properties file with Kafka client settings, security above all
/// @param topicPrefix stands before the names of all topics
/// @param replicationFactor of the topics that Lotic makes; -1 leaves it to the broker
/// @param imagePartitions of each image topic; chosen once
/// @param submittedBytesMax kept of the submitted topic, in bytes
/// @param imagesBytesMax kept of the topic of admitted images, in bytes
public record KafkaSettings(
        Optional<String> bootstrapServers,
        Optional<Path> clientConfig,
        String topicPrefix,
        short replicationFactor,
        int imagePartitions,
        long submittedBytesMax,
        long imagesBytesMax) {

    public KafkaSettings {
        if (replicationFactor == 0 || replicationFactor < -1) {
            throw new IllegalArgumentException(
                    "kafka.replication-factor is "
                            + replicationFactor
                            + "; give 1 or more, or -1 to leave it to the broker");
        }
        if (bootstrapServers.isEmpty() && clientConfig.isPresent()) {
            throw new IllegalArgumentException(
                    "kafka.client-config is given without kafka.bootstrap-servers; the embedded"
                            + " broker takes none");
        }
        sizes(imagePartitions, submittedBytesMax, imagesBytesMax);
    }

    static KafkaSettings defaults() {
        TopicSizes sizes = TopicSizes.standard();
        return new KafkaSettings(
                Optional.empty(),
                Optional.empty(),
                Topics.STANDARD.prefix(),
                (short) -1,
                sizes.imagePartitions(),
                sizes.submittedBytesMax(),
                sizes.imagesBytesMax());
    }

    /// How the topics are to be made.
    public TopicSizes sizes() {
        return sizes(imagePartitions, submittedBytesMax, imagesBytesMax);
    }

    /// How clients reach it.
    ///
    /// @param address of the embedded broker, where no other is set
    /// @throws SettingsException if the file of client settings cannot be read
    public KafkaConnection connection(Optional<String> address) {
        return new KafkaConnection(
                bootstrapServers.or(() -> address).orElseThrow(),
                clientConfig.map(KafkaSettings::read).orElse(Map.of()),
                new Topics(topicPrefix),
                replicationFactor);
    }

    private static TopicSizes sizes(int partitions, long submittedBytesMax, long imagesBytesMax) {
        return new TopicSizes(partitions, submittedBytesMax, imagesBytesMax);
    }

    private static Map<String, String> read(Path file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new SettingsException(
                    "cannot read the Kafka client settings %s: %s".formatted(file, e.getMessage()));
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
