package lotic.registry.service.announce;

import lotic.registry.store.Event;
import lotic.registry.store.Version;
import lotic.schemas.AliasMoved;
import lotic.schemas.KafkaConnection;
import lotic.schemas.Records;
import lotic.schemas.UnreadableRecordException;
import lotic.schemas.VersionFile;
import lotic.schemas.VersionPublished;
import lotic.schemas.VersionWithdrawn;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/// `lotic.models`, written in transactions: taking them over voids what an earlier registry still
/// had on its way, so that the topic's end is known for sure before more is written.
final class KafkaModelsTopic implements ModelsTopic {

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    /// Transaction markers take offsets too: the last record stands a little before the end.
    private static final int TAIL_FIRST = 16;

    private final KafkaConnection kafka;
    private final TopicPartition partition;
    private Optional<Producer<String, byte[]>> producer = Optional.empty();

    KafkaModelsTopic(KafkaConnection kafka) {
        this.kafka = kafka;
        this.partition = new TopicPartition(kafka.topics().models(), 0);
    }

    @Override
    public long open() throws Unavailable {
        close();
        try {
            Producer<String, byte[]> opened = newProducer();
            producer = Optional.of(opened);
            opened.initTransactions();
            return lastSequence();
        } catch (KafkaException | UnreadableRecordException e) {
            throw new Unavailable(e);
        }
    }

    @Override
    public void append(List<Event> events) throws Unavailable {
        Producer<String, byte[]> open = producer.orElseThrow();
        try {
            open.beginTransaction();
            for (Event event : events) {
                // The commit waits for it and fails with it.
                Future<RecordMetadata> _ = open.send(record(event));
            }
            open.commitTransaction();
        } catch (KafkaException e) {
            throw new Unavailable(e);
        }
    }

    @Override
    public void close() {
        producer.ifPresent(open -> open.close(CLOSE_TIMEOUT));
        producer = Optional.empty();
    }

    private Producer<String, byte[]> newProducer() {
        Map<String, Object> config = kafka.clientConfig();
        config.put("client.id", "lotic-registry");
        config.put("transactional.id", kafka.topics().prefix() + "registry");
        config.put("acks", "all");
        config.put("delivery.timeout.ms", 30_000);
        config.put("request.timeout.ms", 10_000);
        config.put("max.block.ms", 15_000);
        config.put("buffer.memory", 4L << 20);
        quietly(config);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    private Consumer<String, byte[]> newConsumer() {
        Map<String, Object> config = kafka.clientConfig();
        config.put("client.id", "lotic-registry-tail");
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("default.api.timeout.ms", (int) READ_TIMEOUT.toMillis());
        quietly(config);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /// A broker that is away is asked every ten seconds, not every second.
    private static void quietly(Map<String, Object> config) {
        config.put("reconnect.backoff.ms", 500);
        config.put("reconnect.backoff.max.ms", 10_000);
    }

    private long lastSequence() {
        try (Consumer<String, byte[]> consumer = newConsumer()) {
            List<TopicPartition> partitions = List.of(partition);
            consumer.assign(partitions);
            long begin = consumer.beginningOffsets(partitions).getOrDefault(partition, 0L);
            long end = consumer.endOffsets(partitions).getOrDefault(partition, 0L);
            for (long tail = TAIL_FIRST; ; tail *= 2) {
                long from = Math.max(begin, end - tail);
                Optional<Long> last = lastSequence(consumer, from, end);
                if (last.isPresent() || from == begin) {
                    return last.orElse(0L);
                }
            }
        }
    }

    private Optional<Long> lastSequence(Consumer<String, byte[]> consumer, long from, long end) {
        consumer.seek(partition, from);
        Optional<Long> last = Optional.empty();
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(READ_TIMEOUT)) {
                last = Optional.of(sequence(Records.decode(record.value())));
            }
        }
        return last;
    }

    private static long sequence(SpecificRecordBase record) {
        return switch (record) {
            case VersionPublished published -> published.getSequence();
            case AliasMoved moved -> moved.getSequence();
            case VersionWithdrawn withdrawn -> withdrawn.getSequence();
            default ->
                    throw new KafkaException("the topic holds a " + record.getSchema().getName());
        };
    }

    private ProducerRecord<String, byte[]> record(Event event) {
        SpecificRecordBase value =
                switch (event) {
                    case Event.Published published -> published(published);
                    case Event.AliasMoved moved -> moved(moved);
                };
        return new ProducerRecord<>(
                partition.topic(),
                partition.partition(),
                event.at().toEpochMilli(),
                event.model(),
                Records.encode(value));
    }

    private static VersionPublished published(Event.Published event) {
        Version version = event.version();
        return VersionPublished.newBuilder()
                .setSequence(event.sequence())
                .setModel(version.model())
                .setVersion(version.number())
                .setContentId(version.contentId().hex())
                .setRun(version.run())
                .setStep(version.step())
                .setFiles(
                        version.manifest().files().stream()
                                .map(
                                        file ->
                                                new VersionFile(
                                                        file.path(),
                                                        file.sha256().hex(),
                                                        file.size()))
                                .toList())
                .setPublishedAt(version.publishedAt())
                .build();
    }

    private static AliasMoved moved(Event.AliasMoved event) {
        AliasMoved.Builder moved =
                AliasMoved.newBuilder()
                        .setSequence(event.sequence())
                        .setModel(event.model())
                        .setAlias(event.alias())
                        .setToVersion(event.to())
                        .setMovedAt(event.at());
        event.from().ifPresent(moved::setFromVersion);
        return moved.build();
    }
}
