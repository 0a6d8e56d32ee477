package lotic.trainer.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import lotic.schemas.KafkaConnection;
import lotic.schemas.RunEvent;
import lotic.schemas.RunEventKind;
import lotic.trainer.TestBroker;
import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

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
