package lotic.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import lotic.learning.export.UnfaithfulModelException;
import lotic.learning.state.StateTree;
import lotic.registry.client.PublishedVersion;
import lotic.registry.client.RegistryException.Reason;
import lotic.trainer.publish.PublishingStatus.Cause;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

class PublisherTest {

    private static final long ROOMY = 1 << 20;

    @TempDir private Path folder;

    private final RegistryTwin registry = new RegistryTwin();
    private final SnapshotInbox inbox = new SnapshotInbox();
    private final List<String> heard = new ArrayList<>();
    private Software software = Snapshots.SOFTWARE;
    private Publisher.Exporter exporter = Snapshots.EXPORTER;

    @Test
    void nothingIsTakenBeforeSomebodyPublishes() {
        assertThat(inbox.ready()).isFalse();
        assertThat(inbox.offer(Snapshots.at(100))).isFalse();
    }

    @Test
    void aSnapshotBecomesAVersion() throws Exception {
        Publisher publisher = publisher(ROOMY);

        boolean taken = inbox.offer(Snapshots.at(100));
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
        inbox.offer(Snapshots.at(100));

        assertThat(inbox.ready()).isFalse();
        assertThat(inbox.offer(Snapshots.at(200))).isFalse();

        publisher.runOnce();
        assertThat(inbox.ready()).isTrue();
    }

    @Test
    void theBuffersOfASnapshotComeBackOnce() throws Exception {
        Publisher publisher = publisher(ROOMY);
        Snapshot snapshot = Snapshots.at(100);
        inbox.offer(snapshot);
        assertThat(inbox.spare()).isEmpty();

        publisher.runOnce();

        Optional<StateTree> spare = inbox.spare();
        assertThat(spare.orElseThrow()).isSameAs(snapshot.state());
        assertThat(inbox.spare()).isEmpty();
    }

    @Test
    void aRegistryThatIsAwayCostsNothingButTime() throws Exception {
        Publisher publisher = publisher(ROOMY);
        registry.failWith(Reason.UNREACHABLE);

        inbox.offer(Snapshots.at(100));
        Optional<Duration> rest = publisher.runOnce();
        inbox.offer(Snapshots.at(200));
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
    void whatHappensIsHeardOnce() throws Exception {
        Publisher publisher = publisher(ROOMY);
        registry.failWith(Reason.UNREACHABLE);
        inbox.offer(Snapshots.at(100));
        publisher.runOnce();
        publisher.runOnce();

        registry.recover();
        publisher.runOnce();
        publisher.runOnce();

        assertThat(heard).containsExactly("the registry twin was told to fail", "version 1");
    }

    @Test
    void waitingVersionsSurviveARestart() throws Exception {
        registry.failWith(Reason.UNREACHABLE);
        Publisher before = publisher(ROOMY);
        inbox.offer(Snapshots.at(100));
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
        inbox.offer(Snapshots.at(100));
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
    void aVersionWhoseAnswerWasLostIsKnownAgainByANewerRelease() throws Exception {
        registry.loseAnswers();
        Publisher before = publisher(ROOMY);
        inbox.offer(Snapshots.at(100));
        before.runOnce();
        registry.recover();
        software = Snapshots.NEWER;

        Publisher after = publisher(ROOMY);
        after.runOnce();

        assertThat(after.status().failure()).isEmpty();
        assertThat(after.status().last())
                .contains(new PublishingStatus.Last(100, 1, "c".repeat(64)));
        assertThat(registry.versions()).hasSize(1);
    }

    @Test
    void aVersionThatTheRegistryHasInOtherWordsIsRecordedAndNotDropped() throws Exception {
        registry.loseAnswers();
        Publisher before = publisher(ROOMY);
        inbox.offer(Snapshots.at(100));
        before.runOnce();
        registry.recover();
        Path draft = folder.resolve("waiting/step-000000000100/draft.json");
        Files.writeString(draft, Files.readString(draft).replace("0.1.0", "0.2.0"));

        Publisher after = publisher(ROOMY);
        after.runOnce();

        assertThat(after.status().failure()).isEmpty();
        assertThat(after.status().waiting()).isZero();
        assertThat(after.status().last().orElseThrow().step()).isEqualTo(100);
        assertThat(after.status().last().orElseThrow().number()).isEqualTo(1);

        inbox.offer(Snapshots.at(200));
        after.runOnce();
        var lineage = registry.versions().getLast().metadata().get("lineage");
        assertThat(lineage.get("after_step").longValue()).isEqualTo(100);
    }

    @Test
    void aStepOfAnotherRunOfTheSameNameIsNotTakenForOurs() throws Exception {
        Publisher other = publisher(ROOMY);
        inbox.offer(Snapshots.at(100));
        other.runOnce();
        Snapshot ours = Snapshots.at(100);
        SnapshotInbox fresh = new SnapshotInbox();
        Publisher publisher =
                new Publisher(
                        fresh,
                        folder.resolve("fresh"),
                        ROOMY,
                        ends(_ -> Snapshots.EVALUATION),
                        InstantSource.fixed(Instant.EPOCH),
                        new Random(1));

        fresh.offer(
                new Snapshot(
                        ours.run(),
                        ours.epoch(),
                        ours.step(),
                        ours.recipe(),
                        Snapshots.state(7),
                        ours.began(),
                        ours.learnt(),
                        ours.counts(),
                        ours.loss(),
                        ours.signals(),
                        ours.heldOut(),
                        ours.takenAt()));
        publisher.runOnce();

        assertThat(publisher.status().failure().orElseThrow().cause()).isEqualTo(Cause.REFUSED);
        assertThat(publisher.status().last()).isEmpty();
    }

    @Test
    void waitingVersionsStayWithinTheirBytes() throws Exception {
        registry.failWith(Reason.UNREACHABLE);
        Publisher publisher = publisher(1);

        inbox.offer(Snapshots.at(100));
        publisher.runOnce();

        assertThat(inbox.ready()).isFalse();
        assertThat(inbox.offer(Snapshots.at(200))).isFalse();
        assertThat(publisher.status().full()).isTrue();

        registry.recover();
        publisher.runOnce();
        assertThat(inbox.ready()).isTrue();
    }

    @Test
    void aRefusedVersionIsDroppedAndTheNextCoversIt() throws Exception {
        Publisher publisher = publisher(ROOMY);
        inbox.offer(Snapshots.at(100));
        publisher.runOnce();
        registry.failWith(Reason.REFUSED);
        inbox.offer(Snapshots.at(200));
        publisher.runOnce();
        assertThat(publisher.status().failure().orElseThrow().cause()).isEqualTo(Cause.REFUSED);
        assertThat(publisher.status().waiting()).isZero();
        registry.recover();

        inbox.offer(Snapshots.at(300));
        publisher.runOnce();

        var lineage = registry.versions().getLast().metadata().get("lineage");
        assertThat(lineage.get("after_step").longValue()).isEqualTo(100);
        assertThat(lineage.get("slices").get(0).get("from").longValue()).isEqualTo(1000);
        assertThat(lineage.get("slices").get(0).get("to").longValue()).isEqualTo(3000);
        assertThat(lineage.get("counts").get("trained").longValue()).isEqualTo(14 * 200);
    }

    @Test
    void aVersionWhoseModelFileIsNotWhatWasLearntIsNotPublishedAndTold() throws Exception {
        exporter =
                (_, file) -> {
                    Files.writeString(file, "half of it");
                    throw new UnfaithfulModelException("model.onnx differs by 0.5");
                };
        Publisher publisher = publisher(ROOMY);

        inbox.offer(Snapshots.at(100));
        publisher.runOnce();

        assertThat(registry.versions()).isEmpty();
        assertThat(publisher.status().waiting()).isZero();
        assertThat(publisher.status().failure().orElseThrow().cause()).isEqualTo(Cause.UNFAITHFUL);
        assertThat(heard).containsExactly("step 100 is not published: model.onnx differs by 0.5");
        assertThat(folder.resolve("waiting")).isEmptyDirectory();

        exporter = Snapshots.EXPORTER;
        Publisher repaired = publisher(ROOMY);
        inbox.offer(Snapshots.at(200));
        repaired.runOnce();
        assertThat(repaired.status().failure()).isEmpty();
        assertThat(registry.versions()).hasSize(1);
    }

    @Test
    void aRunThatWentBackDoesNotPublishItsStepsAgain() throws Exception {
        Publisher before = publisher(ROOMY);
        inbox.offer(Snapshots.at(200));
        before.runOnce();

        Publisher after = publisher(ROOMY);
        Snapshot behind = Snapshots.at(150);
        assertThat(inbox.offer(behind)).isTrue();

        assertThat(inbox.spare().orElseThrow()).isSameAs(behind.state());
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

        inbox.offer(Snapshots.at(100));
        publisher.runOnce();

        assertThat(publisher.status().failure().orElseThrow().cause()).isEqualTo(Cause.DISK);
        assertThat(inbox.ready()).isTrue();

        inbox.offer(Snapshots.at(200));
        publisher.runOnce();
        assertThat(registry.versions())
                .extracting(RegistryTwin.Version::step)
                .containsExactly(200L);
    }

    @Test
    void itsThreadPublishesWhatIsOfferedAndEndsWhenClosed() {
        try (Publisher publisher = started(_ -> Snapshots.EVALUATION)) {
            inbox.offer(Snapshots.at(100));

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
        inbox.offer(Snapshots.at(100));
        begun.await();

        publisher.close();

        assertThat(inbox.offer(Snapshots.at(200))).isFalse();
        assertThat(registry.versions()).isEmpty();
    }

    @Test
    void aFaultEndsPublishingAndIsTold() {
        try (Publisher publisher =
                started(
                        _ -> {
                            throw new IllegalStateException("the held-out store is gone");
                        })) {
            inbox.offer(Snapshots.at(100));

            await().until(() -> publisher.status().failure().isPresent());
            PublishingStatus.Failure failure = publisher.status().failure().orElseThrow();
            assertThat(failure.cause()).isEqualTo(Cause.BROKEN);
            assertThat(failure.detail()).contains("the held-out store is gone");
            await().untilAsserted(() -> assertThat(inbox.ready()).isFalse());
        }
    }

    private Publisher publisher(long bytesMax) {
        return new Publisher(
                inbox,
                folder,
                bytesMax,
                ends(_ -> Snapshots.EVALUATION),
                InstantSource.fixed(Instant.EPOCH),
                new Random(1));
    }

    private Publisher started(Publisher.Evaluator evaluator) {
        return Publisher.start(
                inbox,
                folder,
                ROOMY,
                ends(evaluator),
                InstantSource.fixed(Instant.EPOCH),
                new Random(1));
    }

    private Publisher.Ends ends(Publisher.Evaluator evaluator) {
        Publisher.Listener listener =
                new Publisher.Listener() {
                    @Override
                    public void published(PublishedVersion version) {
                        heard.add("version " + version.number());
                    }

                    @Override
                    public void failed(String detail) {
                        heard.add(detail);
                    }
                };
        return new Publisher.Ends(evaluator, exporter, registry, listener, () -> software);
    }
}
