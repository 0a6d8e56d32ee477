package lotic.trainer.journal;

import lotic.schemas.KafkaConnection;
import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Reads one run's committed records from the journal's topic, which has one partition that all
/// runs share.
final class JournalTopic {

    private static final Duration POLL = Duration.ofMillis(500);

    /// How long the broker may bring nothing while there is more to read.
    private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

    private final KafkaConnection kafka;
    private final TopicPartition partition;
    private final byte[] key;
    private final BooleanSupplier closed;

    /// @param closed true once nobody waits for what is read any more
    JournalTopic(KafkaConnection kafka, String run, BooleanSupplier closed) {
        this.kafka = kafka;
        this.partition = new TopicPartition(kafka.topics().trainingSteps(), 0);
        this.key = run.getBytes(StandardCharsets.UTF_8);
        this.closed = closed;
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
    /// @throws TimeoutException if the broker falls silent in between, or the journal is closed
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
            long at = begin;
            Duration silence = Duration.ZERO;
            while (at < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (Arrays.equals(record.key(), key)) {
                        reader.accept(record);
                    }
                }
                long now = consumer.position(partition);
                silence = now > at ? Duration.ZERO : silence.plus(POLL);
                at = now;
                if (closed.getAsBoolean() || silence.compareTo(SILENCE_MAX) > 0) {
                    throw new TimeoutException(
                            "%s is read up to offset %d of %d, and nothing more comes"
                                    .formatted(partition, at, end));
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
