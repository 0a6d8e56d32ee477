package lotic.schemas;

import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_BYTES_CONFIG;

import lotic.schemas.TopicSetupException.Reason;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Gives topics that exist the sizes that are set now, so that a smaller setting frees the disk of
/// a broker that is Lotic's own. On a shared cluster topics are the operator's: there, nobody calls
/// this.
public final class TopicRetention {

    private TopicRetention() {}

    /// Sets how many bytes the image topics keep. Harmless to repeat; blocks the calling thread.
    ///
    /// @param timeout for the broker's answer
    /// @throws TopicSetupException if the broker does not do it
    public static void apply(KafkaConnection kafka, TopicSizes sizes, Duration timeout) {
        Map<String, Object> config = kafka.clientConfig();
        config.put("client.id", "lotic-topic-retention");
        config.put("default.api.timeout.ms", Math.toIntExact(timeout.toMillis()));
        config.put("request.timeout.ms", Math.toIntExact(timeout.toMillis()));
        Map<ConfigResource, Collection<AlterConfigOp>> changes =
                TopicSettings.topics(kafka, sizes).stream()
                        .filter(topic -> topic.configs().containsKey(RETENTION_BYTES_CONFIG))
                        .collect(
                                Collectors.toMap(
                                        topic ->
                                                new ConfigResource(
                                                        ConfigResource.Type.TOPIC, topic.name()),
                                        TopicRetention::changes));
        try (Admin admin = Admin.create(config)) {
            admin.incrementalAlterConfigs(changes).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicSetupException(
                    Reason.UNREACHABLE, "interrupted while the topics were resized", e);
        } catch (ExecutionException e) {
            throw new TopicSetupException(
                    Reason.REFUSED,
                    "the topics at %s could not be resized: %s"
                            .formatted(kafka.bootstrapServers(), e.getCause()),
                    e);
        }
    }

    private static List<AlterConfigOp> changes(NewTopic topic) {
        return Stream.of(RETENTION_BYTES_CONFIG, SEGMENT_BYTES_CONFIG)
                .map(name -> new ConfigEntry(name, topic.configs().get(name)))
                .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
                .toList();
    }
}
