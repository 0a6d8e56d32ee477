package lotic.trainer.rejected;

import lotic.schemas.KafkaConnection;
import lotic.schemas.Records;
import lotic.schemas.Rejection;
import lotic.schemas.UnreadableRecordException;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Follows the end of the topic of rejections on a thread of its own. Nothing depends on it: where
/// it cannot read it tries again, and shows what it has.
public final class RejectionTail implements AutoCloseable {

    /// How many are kept. Each has 64 KiB of its image at most.
    static final int KEPT_MAX = 60;

    private static final Logger LOG = LoggerFactory.getLogger(RejectionTail.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    /// The broker answers at once when there is something.
    private static final Duration IDLE_FETCH = Duration.ofSeconds(5);

    private static final Duration REST = Duration.ofSeconds(10);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final KafkaConnection kafka;
    private final TopicPartition partition;
    private final Deque<RejectedRecord> newestFirst = new ArrayDeque<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("trainer-rejections").daemon().unstarted(this::run);

    private volatile Optional<KafkaConsumer<byte[], byte[]>> reading = Optional.empty();

    private RejectionTail(KafkaConnection kafka) {
        this.kafka = kafka;
        this.partition = new TopicPartition(kafka.topics().imagesRejected(), 0);
    }

    /// Begins to follow.
    public static RejectionTail start(KafkaConnection kafka) {
        RejectionTail tail = new RejectionTail(kafka);
        tail.thread.start();
        return tail;
    }

    private void run() {
        try {
            do {
                read();
            } while (!closing.await(REST.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /// Reads until closed or until the broker gives a reason to begin again.
    private void read() {
        Map<String, Object> config = kafka.clientConfig();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "lotic-trainer-rejections");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, KEPT_MAX);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(IDLE_FETCH.toMillis()));
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        reading = Optional.of(consumer);
        try {
            consumer.assign(List.of(partition));
            long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            // Marks of transactions take offsets too, so more of them than rejections wanted.
            consumer.seek(partition, Math.max(begin, end - 2L * KEPT_MAX));
            while (closing.getCount() > 0) {
                consumer.poll(POLL).forEach(this::keep);
            }
        } catch (WakeupException _) {
            // Closing is the reason.
        } catch (KafkaException unreadable) {
            LOG.debug("event=rejections-not-read detail={}", unreadable.toString());
        } finally {
            reading = Optional.empty();
            consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
        }
    }

    private void keep(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return; // Nothing was rejected by it; Kafka's own tools can write one.
        }
        try {
            keep(
                    new RejectedRecord(
                            record.offset(), Records.decode(Rejection.class, record.value())));
        } catch (UnreadableRecordException strange) {
            LOG.debug(
                    "event=rejection-not-read offset={} detail={}",
                    record.offset(),
                    strange.toString());
        }
    }

    private synchronized void keep(RejectedRecord rejected) {
        newestFirst.removeIf(each -> each.offset() == rejected.offset());
        newestFirst.addFirst(rejected);
        if (newestFirst.size() > KEPT_MAX) {
            newestFirst.removeLast();
        }
    }

    /// The newest rejections, the newest first.
    public synchronized List<RejectedRecord> newest() {
        return List.copyOf(newestFirst);
    }

    @Override
    public void close() {
        closing.countDown();
        // Not an interrupt, which Kafka's client would throw out of its close.
        reading.ifPresent(KafkaConsumer::wakeup);
        try {
            thread.join(CLOSE_PATIENCE.multipliedBy(2));
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
