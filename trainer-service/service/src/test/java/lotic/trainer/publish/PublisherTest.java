package lotic.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import lotic.learning.state.StateTree;
import lotic.registry.client.RegistryException.Reason;
import lotic.trainer.publish.PublishingStatus.Cause;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

class PublisherTest {

    private static final long ROOMY = 1 << 20;

    @TempDir private Path folder;

    private final RegistryTwin registry = new RegistryTwin();

    @Test
    void aSnapshotBecomesAVersion() throws Exception {
        Publisher publisher = publisher(ROOMY);

        boolean taken = publisher.offer(Snapshots.at(100));
        publisher.runOnce();

        assertThat(taken).isTrue();
        assertThat(registry.versions())
                .extracting(RegistryTwin.Version::step)
                .containsExactly(100L);
        assertThat(publisher.status().last())
                .contains(new PublishingStatus.Last(100, 1, "c".repeat(64)));
        assertThat(publisher.status().waiting()).isZero();
    }

    @Test
    void oneSnapshotIsInMemoryAtATime() throws Exception {
        Publisher publisher = publisher(ROOMY);
        publisher.offer(Snapshots.at(100));

        assertThat(publisher.ready()).isFalse();
        assertThat(publisher.offer(Snapshots.at(200))).isFalse();

        publisher.runOnce();
        assertThat(publisher.ready()).isTrue();
    }

    @Test
    void theBuffersOfASnapshotComeBackOnce() throws Exception {
        Publisher publisher = publisher(ROOMY);
        Snapshot snapshot = Snapshots.at(100);
        publisher.offer(snapshot);
        assertThat(publisher.spare()).isEmpty();

        publisher.runOnce();

        Optional<StateTree> spare = publisher.spare();
        assertThat(spare.orElseThrow()).isSameAs(snapshot.state());
        assertThat(publisher.spare()).isEmpty();
    }

    @Test
    void aRegistryThatIsAwayCostsNothingButTime() throws Exception {
        Publisher publisher = publisher(ROOMY);
        registry.failWith(Reason.UNREACHABLE);

        publisher.offer(Snapshots.at(100));
        Optional<Duration> rest = publisher.runOnce();
        publisher.offer(Snapshots.at(200));
        publisher.runOnce();

        assertThat(rest.orElseThrow()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(publisher.status().waiting()).isEqualTo(2);
        assertThat(publisher.status().failure().orElseThrow().times()).isEqualTo(2);

        registry.recover();
        assertThat(publisher.runOnce()).contains(Duration.ZERO);
        assertThat(publisher.runOnce()).contains(Duration.ZERO);
        assertThat(publisher.runOnce()).isEmpty();
        assertThat(registry.versions())
                .extracting(RegistryTwin.Version::step)
                .containsExactly(100L, 200L);
        assertThat(publisher.status().failure()).isEmpty();
    }

    @Test
    void waitingVersionsSurviveARestart() throws Exception {
        registry.failWith(Reason.UNREACHABLE);
        Publisher before = publisher(ROOMY);
        before.offer(Snapshots.at(100));
        before.runOnce();
        registry.recover();

        Publisher after = publisher(ROOMY);
        assertThat(after.status().waiting()).isEqualTo(1);
        after.runOnce();

        assertThat(registry.versions())
                .extracting(RegistryTwin.Version::step)
                .containsExactly(100L);
    }

    @Test
    void aVersionWhoseAnswerWasLostIsNotPublishedTwice() throws Exception {
        registry.loseAnswers();
        Publisher before = publisher(ROOMY);
        before.offer(Snapshots.at(100));
        before.runOnce();
        assertThat(before.status().waiting()).isEqualTo(1);
        registry.recover();

        Publisher after = publisher(ROOMY);
        after.runOnce();

        assertThat(registry.versions()).hasSize(1);
        assertThat(after.status().waiting()).isZero();
        assertThat(after.status().last().orElseThrow().step()).isEqualTo(100);
    }

    @Test
    void waitingVersionsStayWithinTheirBytes() throws Exception {
        registry.failWith(Reason.UNREACHABLE);
        Publisher publisher = publisher(1);

        publisher.offer(Snapshots.at(100));
        publisher.runOnce();

        assertThat(publisher.ready()).isFalse();
        assertThat(publisher.offer(Snapshots.at(200))).isFalse();
        assertThat(publisher.status().full()).isTrue();

        registry.recover();
        publisher.runOnce();
        assertThat(publisher.ready()).isTrue();
    }

    @Test
    void aRefusedVersionIsDroppedAndTheNextCoversIt() throws Exception {
        Publisher publisher = publisher(ROOMY);
        publisher.offer(Snapshots.at(100));
        publisher.runOnce();
        registry.failWith(Reason.REFUSED);
        publisher.offer(Snapshots.at(200));
        publisher.runOnce();
        assertThat(publisher.status().failure().orElseThrow().cause()).isEqualTo(Cause.REFUSED);
        assertThat(publisher.status().waiting()).isZero();
        registry.recover();

        publisher.offer(Snapshots.at(300));
        publisher.runOnce();

        var lineage = registry.versions().getLast().metadata().get("lineage");
        assertThat(lineage.get("after_step").longValue()).isEqualTo(100);
        assertThat(lineage.get("slices").get(0).get("from").longValue()).isEqualTo(1000);
        assertThat(lineage.get("slices").get(0).get("to").longValue()).isEqualTo(3000);
        assertThat(lineage.get("counts").get("trained").longValue()).isEqualTo(14 * 200);
    }

    @Test
    void aRunThatWentBackDoesNotPublishItsStepsAgain() throws Exception {
        Publisher before = publisher(ROOMY);
        before.offer(Snapshots.at(200));
        before.runOnce();

        Publisher after = publisher(ROOMY);
        Snapshot behind = Snapshots.at(150);
        assertThat(after.offer(behind)).isTrue();

        assertThat(after.spare().orElseThrow()).isSameAs(behind.state());
        assertThat(after.runOnce()).isEmpty();
        assertThat(registry.versions()).hasSize(1);
    }

    @Test
    void whatWasCutShortWhileItWasWrittenIsRemoved() throws Exception {
        Path unfinished = Files.createDirectories(folder.resolve("waiting/unfinished/files"));
        Files.writeString(unfinished.resolve("model.safetensors"), "half");

        Publisher publisher = publisher(ROOMY);

        assertThat(publisher.status().waiting()).isZero();
        assertThat(folder.resolve("waiting/unfinished")).doesNotExist();
    }

    @Test
    void aDiskThatWillNotHaveAVersionCostsThatVersionAlone() throws Exception {
        Publisher publisher = publisher(ROOMY);
        Path inTheWay = folder.resolve("waiting/step-000000000100/in-the-way");
        Files.createDirectories(inTheWay);

        publisher.offer(Snapshots.at(100));
        publisher.runOnce();

        assertThat(publisher.status().failure().orElseThrow().cause()).isEqualTo(Cause.DISK);
        assertThat(publisher.ready()).isTrue();

        publisher.offer(Snapshots.at(200));
        publisher.runOnce();
        assertThat(registry.versions())
                .extracting(RegistryTwin.Version::step)
                .containsExactly(200L);
    }

    @Test
    void itsThreadPublishesWhatIsOfferedAndEndsWhenClosed() {
        try (Publisher publisher = started(_ -> Snapshots.EVALUATION)) {
            publisher.offer(Snapshots.at(100));

            await().until(() -> publisher.status().last().isPresent());
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("publisher"));
    }

    @Test
    void closingDoesNotWaitForAnEvaluation() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Publisher publisher =
                started(
                        _ -> {
                            begun.countDown();
                            never.await();
                            return Snapshots.EVALUATION;
                        });
        publisher.offer(Snapshots.at(100));
        begun.await();

        publisher.close();

        assertThat(publisher.offer(Snapshots.at(200))).isFalse();
        assertThat(registry.versions()).isEmpty();
    }

    @Test
    void aFaultEndsPublishingAndIsTold() {
        try (Publisher publisher =
                started(
                        _ -> {
                            throw new IllegalStateException("the held-out store is gone");
                        })) {
            publisher.offer(Snapshots.at(100));

            await().until(() -> publisher.status().failure().isPresent());
            PublishingStatus.Failure failure = publisher.status().failure().orElseThrow();
            assertThat(failure.cause()).isEqualTo(Cause.BROKEN);
            assertThat(failure.detail()).contains("the held-out store is gone");
            await().untilAsserted(() -> assertThat(publisher.ready()).isFalse());
        }
    }

    private Publisher publisher(long bytesMax) {
        return new Publisher(
                folder,
                bytesMax,
                () -> Snapshots.SOFTWARE,
                _ -> Snapshots.EVALUATION,
                registry,
                InstantSource.fixed(Instant.EPOCH),
                new Random(1));
    }

    private Publisher started(Publisher.Evaluator evaluator) {
        return Publisher.start(
                folder,
                ROOMY,
                () -> Snapshots.SOFTWARE,
                evaluator,
                registry,
                InstantSource.fixed(Instant.EPOCH),
                new Random(1));
    }
}
