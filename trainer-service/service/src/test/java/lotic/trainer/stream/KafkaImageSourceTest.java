package lotic.trainer.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import lotic.schemas.KafkaConnection;
import lotic.trainer.TestBroker;
import lotic.trainer.role.SteadyClock;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

class KafkaImageSourceTest {

    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final SteadyClock clock = new SteadyClock(InstantSource.system());

    @Test
    void everyRecordComesOnceAndPositionsReachTheEnds() {
        KafkaConnection kafka = TestBroker.shared().connection("source");
        TestBroker.append(kafka, images(0, 30));
        try (KafkaImageSource source = new KafkaImageSource(kafka, "run", clock)) {
            assertThat(source.begin(Cursor.START).next()).isEqualTo(Map.of(0, 0L, 1, 0L, 2, 0L));

            List<SourceRecord> records = new ArrayList<>();
            Fetch last = readToEnds(source, Set.of(), records);

            assertThat(records).hasSize(30);
            // Each partition ends with the transaction's marker, an offset without a record.
            assertThat(last.ends().values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(33);
        }
    }

    @Test
    void readingGoesOnAtTheCursorAndPausedPartitionsWait() {
        KafkaConnection kafka = TestBroker.shared().connection("cursor");
        TestBroker.append(kafka, images(0, 30));
        try (KafkaImageSource source = new KafkaImageSource(kafka, "run", clock)) {
            source.begin(new Cursor(new TreeMap<>(Map.of(0, 2L))));

            List<SourceRecord> records = new ArrayList<>();
            readToEnds(source, Set.of(1), records);

            assertThat(records).noneMatch(record -> record.partition() == 1);
            assertThat(records)
                    .filteredOn(record -> record.partition() == 0)
                    .extracting(SourceRecord::offset)
                    .startsWith(2L);
        }
    }

    @Test
    void offsetsThatRetentionRemovedAreAGap() throws Exception {
        KafkaConnection kafka = TestBroker.shared().connection("retention");
        TestBroker.append(kafka, images(0, 30));
        try (Admin admin = Admin.create(kafka.clientConfig())) {
            TopicPartition partition = new TopicPartition(kafka.topics().images(), 0);
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(4))).all().get();
        }
        try (KafkaImageSource source = new KafkaImageSource(kafka, "run", clock)) {
            source.begin(new Cursor(new TreeMap<>(Map.of(0, 1L))));

            List<Fetch.Gap> gaps = new ArrayList<>();
            await().until(
                            () -> {
                                gaps.addAll(source.poll(PATIENCE, Set.of()).gaps());
                                return !gaps.isEmpty();
                            });

            assertThat(gaps).containsExactly(new Fetch.Gap(0, 1, 4));
        }
    }

    @Test
    void aCursorBehindTheEndOfTheLogIsRefused() {
        KafkaConnection kafka = TestBroker.shared().connection("truncated");
        try (KafkaImageSource source = new KafkaImageSource(kafka, "run", clock)) {
            Cursor behind = new Cursor(new TreeMap<>(Map.of(2, 5L)));

            assertThatThrownBy(() -> source.begin(behind))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("images-2 ends at offset 0")
                    .extracting(e -> ((TrainingException) e).reason())
                    .isEqualTo(Reason.LOG_TRUNCATED);
        }
    }

    @Test
    void theSavedCursorIsShownAsAConsumerGroup() throws Exception {
        KafkaConnection kafka = TestBroker.shared().connection("group");
        TestBroker.append(kafka, images(0, 6));
        try (KafkaImageSource source = new KafkaImageSource(kafka, "shown", clock);
                Admin admin = Admin.create(kafka.clientConfig())) {
            source.begin(Cursor.START);
            source.saved(new Cursor(new TreeMap<>(Map.of(0, 1L, 1, 0L, 2, 2L))));

            await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> {
                                source.poll(PATIENCE, Set.of());
                                return admin.listConsumerGroupOffsets("group.trainer.shown")
                                                .partitionsToOffsetAndMetadata()
                                                .get()
                                                .size()
                                        == 3;
                            });
        }
    }

    private static Fetch readToEnds(
            KafkaImageSource source, Set<Integer> paused, List<SourceRecord> into) {
        while (true) {
            Fetch fetch = source.poll(PATIENCE, paused);
            into.addAll(fetch.records());
            boolean all =
                    fetch.ends().keySet().stream()
                            .filter(partition -> !paused.contains(partition))
                            .allMatch(
                                    partition ->
                                            fetch.positions()
                                                    .get(partition)
                                                    .equals(fetch.ends().get(partition)));
            if (all) {
                return fetch;
            }
        }
    }

    private static List<byte[]> images(int from, int to) {
        List<byte[]> images = new ArrayList<>();
        for (int i = from; i < to; i++) {
            images.add(("image " + i).getBytes(StandardCharsets.UTF_8));
        }
        return images;
    }
}
