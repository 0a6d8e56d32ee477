package lotic.ingest.intake;

import lotic.schemas.ImageDigest;
import lotic.schemas.KafkaConnection;
import lotic.schemas.Limits;
import lotic.schemas.Records;
import lotic.schemas.Submission;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The submitted topic through an idempotent producer that waits for all replicas.
///
/// A producer that has failed for good fails every later record too, so it is replaced by a new
/// one: whoever sees it fail first does so. With it go the records that it has under way, so a
/// failure that concerns one record alone is no reason.
public final class KafkaSubmissionLog implements SubmissionLog {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaSubmissionLog.class);
    private static final int ROOM_WAIT_MS_MAX = 5_000;
    private static final int LINGER_MS = 5;
    private static final int BATCH_BYTES = 256 << 10;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final String topic;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final ReentrantLock replacing = new ReentrantLock();
    private volatile Producer<byte[], byte[]> producer;

    /// Written and read under the lock.
    private boolean closed;

    /// @param producers makes a producer, at once and whenever the last one failed for good
    KafkaSubmissionLog(String topic, Supplier<Producer<byte[], byte[]>> producers) {
        this.topic = topic;
        this.producers = producers;
        this.producer = producers.get();
    }

    /// Connects; the broker may be away for now.
    ///
    /// @param bufferBytes room for records that are on their way, at least one of full size
    /// @param ackTimeout after which a record counts as failed
    public static KafkaSubmissionLog connect(
            KafkaConnection kafka, long bufferBytes, Duration ackTimeout) {
        Map<String, Object> config = kafka.clientConfig();
        config.put("client.id", "ingest-gate");
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("max.request.size", Limits.BROKER_REQUEST_BYTES_MAX);
        config.put("buffer.memory", Math.max(bufferBytes, 2L * Limits.RECORD_BYTES_MAX));
        config.put("batch.size", BATCH_BYTES);
        config.put("linger.ms", LINGER_MS);
        config.put("max.block.ms", ROOM_WAIT_MS_MAX);
        int ackMillis = Math.toIntExact(ackTimeout.toMillis());
        config.put("delivery.timeout.ms", ackMillis);
        config.put("request.timeout.ms", Math.max(1, ackMillis - LINGER_MS));
        return new KafkaSubmissionLog(
                kafka.topics().imagesSubmitted(),
                () ->
                        new KafkaProducer<>(
                                config, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    @Override
    public CompletableFuture<Position> append(ImageDigest key, Submission submission) {
        Producer<byte[], byte[]> current = producer;
        CompletableFuture<Position> done = new CompletableFuture<>();
        try {
            Future<RecordMetadata> _ =
                    current.send(
                            new ProducerRecord<>(topic, key.bytes(), Records.encode(submission)),
                            (place, failure) -> {
                                if (failure == null) {
                                    done.complete(
                                            new Position(
                                                    place.topic(),
                                                    place.partition(),
                                                    place.offset()));
                                } else {
                                    fail(done, current, failure);
                                }
                            });
        } catch (KafkaException | IllegalStateException e) {
            fail(done, current, e);
        }
        return done;
    }

    private void fail(
            CompletableFuture<Position> done, Producer<byte[], byte[]> failed, Exception failure) {
        if (isForGood(failure)) {
            replace(failed, failure);
        }
        done.completeExceptionally(
                new SubmissionLogException("the broker did not take it: " + failure, failure));
    }

    private static boolean isForGood(Exception failure) {
        return switch (failure) {
            case RetriableException _ -> false;
            case RecordTooLargeException _ -> false;
            // The calling thread is to end, not the producer; Kafka leaves its flag set.
            case InterruptException _ -> false;
            default -> true;
        };
    }

    private void replace(Producer<byte[], byte[]> failed, Exception failure) {
        replacing.lock();
        try {
            if (!closed && producer.equals(failed)) {
                LOG.warn("event=producer-replaced cause=\"{}\"", String.valueOf(failure));
                producer = producers.get();
                // From a callback the old one can only be dropped, not waited for.
                failed.close(Duration.ZERO);
            }
        } finally {
            replacing.unlock();
        }
    }

    @Override
    public void close() {
        replacing.lock();
        try {
            closed = true;
        } finally {
            replacing.unlock();
        }
        // Without the lock, which the callbacks that are waited for may need.
        producer.close(CLOSE_TIMEOUT);
    }
}
