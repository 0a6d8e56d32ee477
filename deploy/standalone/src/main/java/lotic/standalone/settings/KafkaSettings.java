package lotic.standalone.settings;

import java.nio.file.Path;
import java.util.Optional;

/// Which Kafka to use.
///
/// @param bootstrapServers `host:port`, several separated by commas; without it a broker is started
///   inside this process
/// @param clientConfig properties file with Kafka client settings, security above all
/// @param topicPrefix stands before the names of all topics
/// @param replicationFactor of the topics that Lotic makes; -1 leaves it to the broker
public record KafkaSettings(
        Optional<String> bootstrapServers,
        Optional<Path> clientConfig,
        String topicPrefix,
        short replicationFactor) {

    static final KafkaSettings DEFAULTS =
            new KafkaSettings(Optional.empty(), Optional.empty(), "lotic.", (short) -1);

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
    }
}
