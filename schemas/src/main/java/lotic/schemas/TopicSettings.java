package lotic.schemas;

import static org.apache.kafka.common.config.TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.FLUSH_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_BYTES_CONFIG;

import org.apache.kafka.clients.admin.NewTopic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The topics of the river and their settings.
final class TopicSettings {

    private static final int MIB = 1 << 20;
    private static final int SUBMITTED_SEGMENT_BYTES = 64 * MIB;
    private static final int IMAGES_SEGMENT_BYTES = 128 * MIB;

    private TopicSettings() {}

    /// Every topic as it is to be created.
    static List<NewTopic> topics(KafkaConnection kafka, TopicSizes sizes) {
        Topics names = kafka.topics();
        return List.of(
                imageTopic(
                        names.imagesSubmitted(),
                        kafka,
                        sizes.imagePartitions(),
                        Duration.ofHours(24),
                        sizes.submittedPartitionBytesMax(),
                        SUBMITTED_SEGMENT_BYTES),
                imageTopic(
                        names.images(),
                        kafka,
                        sizes.imagePartitions(),
                        Duration.ofDays(7),
                        sizes.imagesPartitionBytesMax(),
                        IMAGES_SEGMENT_BYTES),
                singleTopic(
                        names.imagesRejected(),
                        kafka,
                        Map.of(RETENTION_MS_CONFIG, millis(Duration.ofDays(7)))),
                // A plan counts as made once it is committed, so it must be on the disk then.
                singleTopic(
                        names.trainingSteps(),
                        kafka,
                        Map.of(
                                RETENTION_MS_CONFIG,
                                millis(Duration.ofDays(30)),
                                FLUSH_MESSAGES_INTERVAL_CONFIG,
                                "1")),
                singleTopic(names.models(), kafka, Map.of(RETENTION_MS_CONFIG, "-1")));
    }

    private static NewTopic imageTopic(
            String name,
            KafkaConnection kafka,
            int partitions,
            Duration retention,
            long partitionBytesMax,
            int segmentBytesMax) {
        Map<String, String> config = new HashMap<>();
        config.put(RETENTION_MS_CONFIG, millis(retention));
        config.put(RETENTION_BYTES_CONFIG, Long.toString(partitionBytesMax));
        config.put(
                SEGMENT_BYTES_CONFIG,
                Long.toString(segmentBytes(partitionBytesMax, segmentBytesMax)));
        config.put(MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Limits.RECORD_BYTES_MAX));
        // A producer with a wrong clock must not empty the duplicate window or defeat retention.
        config.put(MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        config.put(FLUSH_MS_CONFIG, "1000");
        return new NewTopic(name, Optional.of(partitions), replication(kafka)).configs(config);
    }

    /// Whole segments are deleted, so a partition that keeps little needs small ones to stay near
    /// what it should keep.
    private static long segmentBytes(long partitionBytesMax, int segmentBytesMax) {
        return Math.clamp(partitionBytesMax / 4, (long) Limits.RECORD_BYTES_MAX, segmentBytesMax);
    }

    private static NewTopic singleTopic(
            String name, KafkaConnection kafka, Map<String, String> config) {
        return new NewTopic(name, Optional.of(1), replication(kafka)).configs(config);
    }

    private static Optional<Short> replication(KafkaConnection kafka) {
        return kafka.replicationFactor() < 1
                ? Optional.empty()
                : Optional.of(kafka.replicationFactor());
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
