package lotic.trainer.stream;

import lotic.schemas.KafkaConnection;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/// The image topic in Kafka. Partitions are assigned, not subscribed to: the cursor is the run's
/// own, and nobody has to time out before a trainer that was killed reads again. The group
/// `lotic.trainer.RUN` only shows how far the run is saved.
public final class KafkaImageSource implements ImageSource {

    private static final int FETCH_BYTES = 8 << 20;
    private static final int PARTITION_FETCH_BYTES = 1 << 20;
    private static final int POLL_RECORDS = 500;
    private static final byte[] ABSENT = new byte[0];

    /// How often a paused partition's end is asked for; a partition that is read brings its own.
    private static final Duration ENDS_EVERY = Duration.ofSeconds(1);

    private static final Duration ENDS_PATIENCE = Duration.ofMillis(500);

    /// How long an unanswered commit to the group rests before it is repeated.
    private static final Duration SHOW_EVERY = Duration.ofSeconds(1);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final InstantSource steady;
    private final String name;
    private final String topicId;
    private final List<TopicPartition> partitions;
    private final SortedMap<Integer, Long> ends = new TreeMap<>();
    private Instant endsAsked = Instant.MIN;
    private Optional<Cursor> toShow = Optional.empty();
    private Instant nextShow = Instant.MIN;

    /// @param steady never goes back
    /// @throws TrainingException with reason BROKER_AWAY if the topic cannot be asked for
    public KafkaImageSource(KafkaConnection kafka, String run, InstantSource steady) {
        this.steady = steady;
        name = kafka.topics().images();
        TopicDescription topic = describe(kafka);
        topicId = topic.topicId().toString();
        partitions =
                topic.partitions().stream()
                        .map(each -> new TopicPartition(name, each.partition()))
                        .toList();
        Map<String, Object> config = kafka.clientConfig();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "lotic-trainer");
        config.put(ConsumerConfig.GROUP_ID_CONFIG, kafka.topics().prefix() + "trainer." + run);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // A larger record still comes, alone (KIP-74): these bound what is held besides it.
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
        consumer =
                new KafkaConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private TopicDescription describe(KafkaConnection kafka) {
        try (Admin admin = Admin.create(kafka.clientConfig())) {
            Map<String, TopicDescription> described =
                    admin.describeTopics(List.of(name)).allTopicNames().get();
            return Objects.requireNonNull(described.get(name));
        } catch (ExecutionException e) {
            throw new TrainingException(
                    Reason.BROKER_AWAY,
                    "The topic "
                            + name
                            + " cannot be read at "
                            + kafka.bootstrapServers()
                            + " ("
                            + Objects.requireNonNullElse(e.getCause(), e).getMessage()
                            + "). Start the broker, or name another with --kafka HOST:PORT.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingException(Reason.BROKER_AWAY, "Interrupted while starting.", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String topic() {
        return topicId;
    }

    @Override
    public Cursor begin(Cursor cursor) {
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins;
        Map<TopicPartition, Long> lastStable;
        try {
            begins = consumer.beginningOffsets(partitions);
            lastStable = consumer.endOffsets(partitions);
        } catch (KafkaException e) {
            throw new TrainingException(
                    Reason.BROKER_AWAY,
                    "The broker does not tell where "
                            + name
                            + " begins and ends ("
                            + e.getMessage()
                            + "). Start again once it answers.",
                    e);
        }
        SortedMap<Integer, Long> start = new TreeMap<>();
        for (TopicPartition each : partitions) {
            long from = cursor.at(each.partition()).orElse(begins.getOrDefault(each, 0L));
            long end = lastStable.getOrDefault(each, from);
            mustReach(each.partition(), from, end);
            ends.put(each.partition(), end);
            consumer.seek(each, from);
            start.put(each.partition(), from);
        }
        return new Cursor(start);
    }

    private void mustReach(int partition, long from, long end) {
        if (from > end) {
            throw new TrainingException(
                    Reason.LOG_TRUNCATED,
                    name
                            + "-"
                            + partition
                            + " ends at offset "
                            + end
                            + ", but the run has learnt up to offset "
                            + from
                            + ": the broker lost records that it had acknowledged. New records"
                            + " would get old offsets, so start a new run with --run NAME.");
        }
    }

    @Override
    public Fetch poll(Duration patience, Set<Integer> paused) {
        pauseOnly(paused);
        showSaved();
        List<SourceRecord> records = new ArrayList<>();
        List<Fetch.Gap> gaps = new ArrayList<>();
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
                records.add(source(record));
            }
        } catch (WakeupException _) {
            // Woken to end: what was read so far is enough.
        } catch (OffsetOutOfRangeException e) {
            e.offsetOutOfRangePartitions().forEach((each, at) -> skipLost(each, at, gaps));
        }
        return new Fetch(records, gaps, positions(), seenEnds(paused));
    }

    private void pauseOnly(Set<Integer> paused) {
        List<TopicPartition> wanted =
                partitions.stream().filter(each -> paused.contains(each.partition())).toList();
        List<TopicPartition> others =
                partitions.stream().filter(each -> !paused.contains(each.partition())).toList();
        consumer.pause(wanted);
        consumer.resume(others);
    }

    private static SourceRecord source(ConsumerRecord<byte[], byte[]> record) {
        return new SourceRecord(
                record.partition(),
                record.offset(),
                present(record.key()),
                present(record.value()),
                Instant.ofEpochMilli(record.timestamp()));
    }

    private static byte[] present(byte @Nullable [] bytes) {
        return bytes == null ? ABSENT : bytes;
    }

    /// Retention was faster than the run: goes on where the log begins now.
    private void skipLost(TopicPartition partition, long at, List<Fetch.Gap> gaps) {
        List<TopicPartition> only = List.of(partition);
        long begin;
        long end;
        try {
            begin = consumer.beginningOffsets(only).getOrDefault(partition, at);
            end = consumer.endOffsets(only).getOrDefault(partition, at);
        } catch (TimeoutException _) {
            return; // the next read finds the same gap
        }
        mustReach(partition.partition(), at, end);
        consumer.seek(partition, Math.max(at, begin));
        if (at < begin) {
            gaps.add(new Fetch.Gap(partition.partition(), at, begin));
        }
    }

    private SortedMap<Integer, Long> positions() {
        SortedMap<Integer, Long> positions = new TreeMap<>();
        partitions.forEach(each -> positions.put(each.partition(), consumer.position(each)));
        return positions;
    }

    private SortedMap<Integer, Long> seenEnds(Set<Integer> paused) {
        for (TopicPartition each : partitions) {
            OptionalLong lag = consumer.currentLag(each);
            if (lag.isPresent() && !paused.contains(each.partition())) {
                long end = consumer.position(each) + lag.getAsLong();
                ends.merge(each.partition(), end, Math::max);
            }
        }
        if (!paused.isEmpty() && !steady.instant().isBefore(endsAsked.plus(ENDS_EVERY))) {
            endsAsked = steady.instant();
            askEnds(partitions.stream().filter(each -> paused.contains(each.partition())).toList());
        }
        return new TreeMap<>(ends);
    }

    private void askEnds(Collection<TopicPartition> of) {
        try {
            consumer.endOffsets(of, ENDS_PATIENCE)
                    .forEach((each, end) -> ends.merge(each.partition(), end, Math::max));
        } catch (TimeoutException _) {
            // The ends that were seen last stand until the broker answers.
        }
    }

    @Override
    public void saved(Cursor cursor) {
        toShow = Optional.of(cursor);
        nextShow = Instant.MIN;
    }

    /// Commits the saved cursor to the group until the broker has it. Nothing of the run depends on
    /// it, so there is no hurry.
    private void showSaved() {
        Instant now = steady.instant();
        if (toShow.isEmpty() || now.isBefore(nextShow)) {
            return;
        }
        nextShow = now.plus(SHOW_EVERY);
        Optional<Cursor> showing = toShow;
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        showing.get()
                .next()
                .forEach(
                        (partition, offset) ->
                                offsets.put(
                                        new TopicPartition(name, partition),
                                        new OffsetAndMetadata(offset)));
        consumer.commitAsync(
                offsets,
                (_, failure) -> {
                    if (failure == null && toShow.equals(showing)) {
                        toShow = Optional.empty();
                    }
                });
    }

    @Override
    public void wake() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
    }
}
