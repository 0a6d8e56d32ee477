package lotic.ingest.admission;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The submitted topic as the broker describes it. Each question waits for the broker, for as long
/// as the client's time-out at most.
final class SubmittedTopic {

    private final Admin admin;
    private final String topic;
    private final String group;

    /// Asked for once: neither changes while we run.
    private volatile Optional<List<Integer>> partitions = Optional.empty();

    private volatile OptionalLong partitionBytesMax = OptionalLong.empty();

    /// @param group of admission's consumers
    SubmittedTopic(Admin admin, String topic, String group) {
        this.admin = admin;
        this.topic = topic;
        this.group = group;
    }

    /// All partitions, in ascending order.
    ///
    /// @throws AdmissionUnavailableException if the broker does not answer
    List<Integer> partitions() {
        if (partitions.isEmpty()) {
            TopicDescription description =
                    await(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
            partitions =
                    Optional.of(
                            Objects.requireNonNull(description).partitions().stream()
                                    .map(TopicPartitionInfo::partition)
                                    .sorted()
                                    .toList());
        }
        return partitions.get();
    }

    /// The end that a reader of committed records sees, by partition.
    ///
    /// @throws AdmissionUnavailableException if the broker does not answer
    Map<Integer, Long> ends(List<Integer> partitions) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream()
                        .collect(Collectors.toMap(this::partition, _ -> OffsetSpec.latest()));
        ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        return byPartition(
                await(admin.listOffsets(latest, committed).all()), ListOffsetsResultInfo::offset);
    }

    /// How far admission has committed its reading, by partition.
    ///
    /// @throws AdmissionUnavailableException if the broker does not answer
    Map<Integer, Long> committed() {
        return byPartition(
                await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()),
                OffsetAndMetadata::offset);
    }

    /// Deletes what lies below these offsets.
    ///
    /// @throws AdmissionUnavailableException if the broker does not answer
    void deleteBelow(Map<Integer, Long> offsets) {
        Map<TopicPartition, RecordsToDelete> below = new HashMap<>();
        offsets.forEach(
                (partition, offset) ->
                        below.put(partition(partition), RecordsToDelete.beforeOffset(offset)));
        await(admin.deleteRecords(below).all());
    }

    /// What one partition keeps, in bytes; [Long#MAX_VALUE] if the topic has no such bound.
    ///
    /// @throws AdmissionUnavailableException if the broker does not answer
    long partitionBytesMax() {
        if (partitionBytesMax.isEmpty()) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            Config config =
                    Objects.requireNonNull(
                            await(admin.describeConfigs(List.of(resource)).all()).get(resource));
            long bytes = Long.parseLong(config.get(TopicConfig.RETENTION_BYTES_CONFIG).value());
            partitionBytesMax = OptionalLong.of(bytes < 0 ? Long.MAX_VALUE : bytes);
        }
        return partitionBytesMax.getAsLong();
    }

    private TopicPartition partition(int partition) {
        return new TopicPartition(topic, partition);
    }

    private <V> Map<Integer, Long> byPartition(
            Map<TopicPartition, V> found, Function<V, Long> offset) {
        return found.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic))
                .collect(
                        Collectors.toMap(
                                entry -> entry.getKey().partition(),
                                entry -> offset.apply(entry.getValue())));
    }

    private <V> V await(KafkaFuture<V> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdmissionUnavailableException("interrupted while asking the broker", e);
        } catch (ExecutionException e) {
            throw new AdmissionUnavailableException(
                    "the broker does not answer about %s: %s".formatted(topic, e.getCause()), e);
        }
    }
}
