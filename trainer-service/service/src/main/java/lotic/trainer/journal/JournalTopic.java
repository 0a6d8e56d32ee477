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
import java.util.OptionalLong;
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

    /// Reads from a position to the last of the run's records that the topic holds now. Records
    /// behind an unfinished transaction of another run are waited for, since what they say is
    /// decided already.
    ///
    /// @param from 0 reads all there is
    /// @throws TimeoutException if nothing more comes although there is more to read, or the
    ///   journal is closed
    /// @throws TrainingException with reason JOURNAL_GAP if records behind the position are gone
    void read(long from, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
            long begin = begin(consumer, from);
            long end = Math.max(end(consumer), unfinished().orElse(-1) + 1);
            consumer.seek(partition, begin);
            long at = begin;
            Duration silence = Duration.ZERO;
            while (at < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (isOurs(record) && record.value() != null) {
                        reader.accept(record);
                    }
                }
                long now = consumer.position(partition);
                silence = now > at ? Duration.ZERO : silence.plus(POLL);
                at = now;
                if (closed.getAsBoolean() || silence.compareTo(SILENCE_MAX) > 0) {
                    throw new TimeoutException(
                            "%s is read up to offset %d of %d, and nothing more comes: the broker is away, or another run's unfinished transaction has to end first"
                                    .formatted(partition, at, end));
                }
            }
        }
    }

    /// Offset of the run's last record that lies behind an unfinished transaction, its own or
    /// another run's; empty if all of the run's records are settled.
    ///
    /// @throws TimeoutException if the broker falls silent
    OptionalLong unfinished() {
        try (KafkaConsumer<byte[], byte[]> committed = consumer("read_committed");
                KafkaConsumer<byte[], byte[]> all = consumer("read_uncommitted")) {
            long at = end(committed);
            long end = end(all);
            all.seek(partition, at);
            OptionalLong last = OptionalLong.empty();
            Duration silence = Duration.ZERO;
            while (at < end && silence.compareTo(SILENCE_MAX) <= 0) {
                for (ConsumerRecord<byte[], byte[]> record : all.poll(POLL)) {
                    if (isOurs(record)) {
                        last = OptionalLong.of(record.offset());
                    }
                }
                long now = all.position(partition);
                silence = now > at ? Duration.ZERO : silence.plus(POLL);
                at = now;
            }
            return last;
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        Map<String, Object> config = kafka.clientConfig();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "lotic-trainer-journal-reader");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(partition));
        return consumer;
    }

    private long end(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    private boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
        return Arrays.equals(record.key(), key);
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
