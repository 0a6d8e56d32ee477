package lotic.trainer.journal;

import lotic.schemas.KafkaConnection;
import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Reads one run's committed records from the journal's topic, which has one partition that all
/// runs share.
final class JournalTopic {

    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConnection kafka;
    private final TopicPartition partition;
    private final byte[] key;

    JournalTopic(KafkaConnection kafka, String run) {
        this.kafka = kafka;
        this.partition = new TopicPartition(kafka.topics().trainingSteps(), 0);
        this.key = run.getBytes(StandardCharsets.UTF_8);
    }

    TopicPartition partition() {
        return partition;
    }

    byte[] key() {
        return key;
    }

    /// Reads from a position to the present end.
    ///
    /// @param from 0 reads all there is
    /// @throws TrainingException with reason JOURNAL_GAP if records behind the position are gone
    void read(long from, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<String, Object> config = kafka.clientConfig();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "lotic-trainer-journal-reader");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long begin = begin(consumer, from);
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, begin);
            consumer.seek(partition, begin);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (Arrays.equals(record.key(), key)) {
                        reader.accept(record);
                    }
                }
            }
        }
    }

    private long begin(KafkaConsumer<byte[], byte[]> consumer, long from) {
        long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        if (from == 0 || from >= begin) {
            return Math.max(from, begin);
        }
        throw new TrainingException(
                Reason.JOURNAL_GAP,
                "The journal "
                        + partition.topic()
                        + " begins at offset "
                        + begin
                        + ", but the checkpoint needs it from offset "
                        + from
                        + " on (retention). What was decided in between is gone, so the run cannot"
                        + " be repeated exactly: start a new one with --run NAME, and raise the"
                        + " topic's retention.ms.");
    }
}
