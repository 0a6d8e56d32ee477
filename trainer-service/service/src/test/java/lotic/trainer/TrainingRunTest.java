package lotic.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import lotic.learning.engine.Compute;
import lotic.learning.recipe.Presets;
import lotic.learning.state.StateTree;
import lotic.schemas.KafkaConnection;
import lotic.trainer.heldout.HeldOutStore;
import lotic.trainer.publish.Snapshot;
import lotic.trainer.publish.VersionSink;
import lotic.trainer.role.SteadyClock;
import lotic.trainer.run.RunProgress;
import lotic.trainer.run.RunProgress.Phase;
import lotic.trainer.run.TrainingException;
import lotic.trainer.steps.Witness;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

import javax.imageio.ImageIO;

/// The real thing: a broker, the engine, threads, pictures.
@SuppressWarnings("try") // a run is closed twice on purpose
class TrainingRunTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir private Path folder;

    @Test
    void aRunLearnsWhatIsThereStopsAndGoesOn() {
        KafkaConnection kafka = TestBroker.shared().connection("training-run");
        TestBroker.append(kafka, pictures(1, 70));
        RunProgress first = learnAll(kafka);

        assertThat(answered(first)).isEqualTo(70);
        assertThat(first.resume()).isEmpty();
        assertThat(first.lastStep().orElseThrow().loss()).isFinite();

        TestBroker.append(kafka, pictures(2, 30));
        RunProgress second = learnAll(kafka);

        assertThat(answered(second)).isEqualTo(100);
        assertThat(second.epoch()).isEqualTo(2);
        assertThat(second.resume().orElseThrow().step())
                .isEqualTo(first.lastStep().orElseThrow().step());
        assertThat(second.durable()).isEqualTo(second.learnt());
    }

    @Test
    void aSecondTrainerOfTheRunEndsTheFirst() {
        KafkaConnection kafka = TestBroker.shared().connection("two-trainers");
        TrainerSettings other = settings(folder.resolve("other"), 1);
        try (TrainingRun first = start(kafka, settings(folder, 1));
                TrainingRun second = start(kafka, other)) {
            TestBroker.append(kafka, pictures(3, 40));

            await().atMost(PATIENCE).until(first.failure()::isDone);

            assertThat(first.failure().join().reason()).isEqualTo(TrainingException.Reason.FENCED);
            assertThat(first.progress().phase()).isEqualTo(Phase.FAILED);
            assertThat(second.failure()).isNotDone();
        }
    }

    @Test
    void otherThreadsThanTheRunsOwnAreRefusedWithBothNumbers() {
        KafkaConnection kafka = TestBroker.shared().connection("other-threads");
        start(kafka, settings(folder, 1)).close();

        assertThatThrownBy(() -> start(kafka, settings(folder, 3)))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith(
                        "This run was started with trainer.threads 1; you asked for 3. ");
    }

    @Test
    void whatDoesNotEndInTimeIsNamedAndLeft() {
        KafkaConnection kafka = TestBroker.shared().connection("unfinished");
        CountDownLatch busy = new CountDownLatch(1);
        CompletableFuture<Boolean> release = new CompletableFuture<>();
        Witness stuck =
                (_, _) -> {
                    busy.countDown();
                    release.join();
                };
        AtomicLong hours = new AtomicLong();
        InstantSource hurrying =
                () ->
                        busy.getCount() > 0
                                ? Instant.EPOCH
                                : Instant.EPOCH.plus(Duration.ofHours(hours.incrementAndGet()));
        TrainingRun run = start(kafka, settings(folder, 1), stuck, hurrying);
        try {
            TestBroker.append(kafka, pictures(4, 20));
            await().atMost(PATIENCE).until(() -> busy.getCount() == 0);

            assertThatThrownBy(run::close)
                    .isInstanceOf(TrainingException.class)
                    .hasMessageMatching(
                            "The trainer did not end within 20 s \\(.*trainer-planning.* still at"
                                + " work\\) and was left\\. Nothing is lost: the next start goes on"
                                + " from the newest checkpoint and the journal\\.")
                    .extracting(e -> ((TrainingException) e).reason())
                    .isEqualTo(TrainingException.Reason.UNFINISHED);
        } finally {
            release.complete(true);
        }
    }

    private RunProgress learnAll(KafkaConnection kafka) {
        try (TrainingRun run = start(kafka, settings(folder, 1))) {
            await().atMost(PATIENCE)
                    .until(() -> run.failure().isDone() || run.progress().phase() == Phase.STARVED);
            assertThat(run.failure()).isNotDone();
            run.close();
            assertThat(run.progress().phase()).isEqualTo(Phase.STOPPED);
            return run.progress();
        }
    }

    private static long answered(RunProgress progress) {
        RunProgress.Counts counts = progress.counts();
        return counts.trained() + counts.heldOut() + counts.skipped();
    }

    private static TrainingRun start(KafkaConnection kafka, TrainerSettings settings) {
        return start(kafka, settings, Witness.NOBODY, new SteadyClock(InstantSource.system()));
    }

    private static TrainingRun start(
            KafkaConnection kafka,
            TrainerSettings settings,
            Witness witness,
            InstantSource steady) {
        return TrainingRun.start(
                kafka,
                settings,
                Presets.tiny(settings.seed()),
                new Compute(Compute.Device.CPU, 1),
                new HeldOutStore(RunFolder.of(settings).heldOut()),
                new NoVersions(),
                witness,
                InstantSource.system(),
                steady);
    }

    private static TrainerSettings settings(Path dataFolder, int threads) {
        TrainerSettings defaults = TrainerSettings.defaults(dataFolder);
        return new TrainerSettings(
                defaults.host(),
                defaults.port(),
                dataFolder,
                "run",
                "tiny",
                defaults.recipeFile(),
                defaults.init(),
                defaults.seed(),
                defaults.device(),
                threads,
                2,
                defaults.decodedBytesMax(),
                defaults.planAhead(),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                defaults.publishEveryImages(),
                defaults.publishEvery(),
                defaults.publishWaitingBytesMax(),
                0.1,
                20,
                10,
                defaults.replayBytesMax(),
                defaults.onGap(),
                defaults.registry(),
                defaults.ingest());
    }

    private static List<byte[]> pictures(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BufferedImage picture = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
            Graphics2D pen = picture.createGraphics();
            for (int stroke = 0; stroke < 6; stroke++) {
                pen.setColor(new Color(random.nextInt(1 << 24)));
                pen.fillRect(random.nextInt(40), random.nextInt(40), 15, 15);
            }
            pen.dispose();
            pictures.add(png(picture));
        }
        return pictures;
    }

    private static byte[] png(BufferedImage picture) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes nothing.
    private static final class NoVersions implements VersionSink {

        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public Optional<StateTree> spare() {
            return Optional.empty();
        }

        @Override
        public boolean offer(Snapshot snapshot) {
            return false;
        }
    }
}
