package lotic.trainer.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import lotic.schemas.KafkaConnection;
import lotic.schemas.Records;
import lotic.schemas.RunEvent;
import lotic.schemas.RunEventKind;
import lotic.trainer.TestBroker;
import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.internal.FileLogInputStream;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

class KafkaJournalTest {

    @Test
    void whatIsCommittedIsReadBackInOrder() {
        KafkaConnection kafka = TestBroker.shared().connection("read-back");
        try (KafkaJournal journal = KafkaJournal.open(kafka, "run")) {
            journal.commit(List.of(event("run", 1), event("run", 2)));
            long second = journal.commit(List.of(event("run", 3)));

            assertThat(journal.read(0))
                    .extracting(Journal.Entry::value)
                    .containsExactly(event("run", 1), event("run", 2), event("run", 3));
            assertThat(journal.read(second))
                    .containsExactly(new Journal.Entry(second, event("run", 3)));
        }
    }

    @Test
    void anotherRunsRecordsAreNotSeen() {
        KafkaConnection kafka = TestBroker.shared().connection("two-runs");
        try (KafkaJournal one = KafkaJournal.open(kafka, "one");
                KafkaJournal two = KafkaJournal.open(kafka, "two")) {
            one.commit(List.of(event("one", 1)));
            two.commit(List.of(event("two", 1)));
            one.commit(List.of(event("one", 2)));

            assertThat(one.read(0))
                    .extracting(Journal.Entry::value)
                    .containsExactly(event("one", 1), event("one", 2));
        }
    }

    @Test
    void anotherRunsUnfinishedTransactionHidesNothing() {
        KafkaConnection kafka = TestBroker.shared().connection("unfinished");
        try (KafkaJournal journal = KafkaJournal.open(kafka, "run");
                KafkaProducer<byte[], byte[]> other = beginTransaction(kafka, "other")) {
            journal.commit(List.of(event("run", 1)));

            CompletableFuture<List<Journal.Entry>> read =
                    CompletableFuture.supplyAsync(() -> journal.read(0));
            await().during(Duration.ofSeconds(1)).until(() -> !read.isDone());
            other.commitTransaction();

            assertThat(read.join())
                    .extracting(Journal.Entry::value)
                    .containsExactly(event("run", 1));
        }
    }

    @Test
    void anotherRunsUnfinishedTransactionBehindOursIsNotWaitedFor() {
        KafkaConnection kafka = TestBroker.shared().connection("not-waited-for");
        try (KafkaJournal journal = KafkaJournal.open(kafka, "run")) {
            journal.commit(List.of(event("run", 1)));
            try (KafkaProducer<byte[], byte[]> other = beginTransaction(kafka, "other")) {
                assertThat(journal.read(0))
                        .extracting(Journal.Entry::value)
                        .containsExactly(event("run", 1));
                other.abortTransaction();
            }
        }
    }

    @Test
    void aCommitWhoseEndTheBrokerLostIsBroughtOut(@TempDir Path folder) throws IOException {
        try (TestBroker broker = TestBroker.in(folder)) {
            KafkaConnection kafka = broker.connection("lost-end");
            try (KafkaJournal journal = KafkaJournal.open(kafka, "run")) {
                journal.commit(List.of(event("run", 1)));
                journal.commit(List.of(event("run", 2)));
            }
            broker.stop();
            dropLastBatch(folder.resolve(kafka.topics().trainingSteps() + "-0"));
            broker.restart();

            try (KafkaJournal journal = KafkaJournal.open(kafka, "run")) {
                assertThat(journal.read(0))
                        .extracting(Journal.Entry::value)
                        .containsExactly(event("run", 1), event("run", 2));
                journal.commit(List.of(event("run", 3)));
                assertThat(journal.read(0)).hasSize(3);
            }
        }
    }

    @Test
    void aSecondTrainerShutsTheFirstOutAndIsNamed() {
        KafkaConnection kafka = TestBroker.shared().connection("fencing");
        try (KafkaJournal first = KafkaJournal.open(kafka, "run")) {
            first.commit(List.of(event("run", 1)));
            try (KafkaJournal second = KafkaJournal.open(kafka, "run")) {
                RunEvent taken =
                        new RunEvent(
                                "run", 8L, 1L, RunEventKind.RESUMED, "By process 4711.", now());
                second.commit(List.of(taken));

                assertThatThrownBy(() -> first.commit(List.of(event("run", 2))))
                        .isInstanceOf(TrainingException.class)
                        .hasMessageContaining("Run run was taken over by epoch 8")
                        .hasMessageContaining("process 4711")
                        .extracting(e -> ((TrainingException) e).reason())
                        .isEqualTo(Reason.FENCED);
                assertThat(second.read(0))
                        .extracting(Journal.Entry::value)
                        .containsExactly(event("run", 1), taken);
            }
        }
    }

    @Test
    void aRunOfTheSameNameUnderAnotherPrefixIsLeftAlone() {
        KafkaConnection here = TestBroker.shared().connection("here");
        KafkaConnection there = TestBroker.shared().connection("there");
        try (KafkaJournal first = KafkaJournal.open(here, "run")) {
            first.commit(List.of(event("run", 1)));
            try (KafkaJournal second = KafkaJournal.open(there, "run")) {
                second.commit(List.of(event("run", 1)));

                first.commit(List.of(event("run", 2)));

                assertThat(first.read(0))
                        .extracting(Journal.Entry::value)
                        .containsExactly(event("run", 1), event("run", 2));
            }
        }
    }

    @Test
    void aJournalThatNoLongerReachesBackIsRefused() throws Exception {
        KafkaConnection kafka = TestBroker.shared().connection("gap");
        try (KafkaJournal journal = KafkaJournal.open(kafka, "run")) {
            journal.commit(List.of(event("run", 1)));
            long second = journal.commit(List.of(event("run", 2)));
            long third = journal.commit(List.of(event("run", 3)));
            deleteBelow(kafka, third);

            assertThatThrownBy(() -> journal.read(second))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("begins at offset " + third)
                    .hasMessageContaining("from offset " + second);
            assertThat(journal.read(third)).hasSize(1);
        }
    }

    @Test
    void aBrokerThatIsAwayIsWaitedFor(@TempDir Path folder) {
        try (TestBroker broker = TestBroker.in(folder)) {
            KafkaConnection kafka = broker.connection("away");
            try (KafkaJournal journal = KafkaJournal.open(kafka, "run")) {
                journal.commit(List.of(event("run", 1)));
                broker.stop();
                CompletableFuture<Long> commit =
                        CompletableFuture.supplyAsync(
                                () -> journal.commit(List.of(event("run", 2))));
                broker.restart();

                await().atMost(Duration.ofSeconds(60)).until(commit::isDone);
                assertThat(journal.read(0))
                        .extracting(Journal.Entry::value)
                        .containsExactly(event("run", 1), event("run", 2));
            }
        }
    }

    @Test
    void closingEndsAWaitForTheBroker(@TempDir Path folder) {
        try (TestBroker broker = TestBroker.in(folder)) {
            KafkaJournal journal = KafkaJournal.open(broker.connection("close"), "run");
            broker.stop();
            CompletableFuture<Long> commit =
                    CompletableFuture.supplyAsync(() -> journal.commit(List.of(event("run", 1))));

            journal.close();

            await().atMost(Duration.ofSeconds(10)).until(commit::isCompletedExceptionally);
            broker.restart();
        }
    }

    /// A producer that has written to the journal and not committed.
    private static KafkaProducer<byte[], byte[]> beginTransaction(
            KafkaConnection kafka, String run) {
        Map<String, Object> config = kafka.clientConfig();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, kafka.topics().prefix() + run);
        var bytes = new ByteArraySerializer();
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config, bytes, bytes);
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(
                new ProducerRecord<>(
                        kafka.topics().trainingSteps(),
                        0,
                        run.getBytes(StandardCharsets.UTF_8),
                        Records.encode(event(run, 1))));
        producer.flush();
        return producer;
    }

    /// Takes the last batch, the marker of the last transaction, from a stopped broker's log, and
    /// what the broker would know of it without reading the log again.
    private static void dropLastBatch(Path partition) throws IOException {
        try (FileRecords log =
                FileRecords.open(partition.resolve("00000000000000000000.log").toFile())) {
            long keep = 0;
            for (FileLogInputStream.FileChannelRecordBatch batch : log.batches()) {
                keep = batch.position();
            }
            log.truncateTo(Math.toIntExact(keep));
        }
        try (Stream<Path> files = Files.list(partition)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".snapshot")).toList()) {
                Files.delete(file);
            }
        }
        Files.deleteIfExists(partition.resolveSibling(".kafka_cleanshutdown"));
    }

    private static void deleteBelow(KafkaConnection kafka, long offset) throws Exception {
        try (Admin admin = Admin.create(kafka.clientConfig())) {
            TopicPartition partition = new TopicPartition(kafka.topics().trainingSteps(), 0);
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    private static RunEvent event(String run, long step) {
        return new RunEvent(run, 1L, step, RunEventKind.STARTED, "", now());
    }

    private static Instant now() {
        return Instant.parse("2026-11-22T10:00:00Z");
    }
}
