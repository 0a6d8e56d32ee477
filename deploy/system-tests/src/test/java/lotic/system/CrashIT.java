package lotic.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

import lotic.schemas.CheckpointTaken;
import lotic.schemas.PartitionOffset;
import lotic.schemas.StepReport;
import lotic.standalone.http.ServiceException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A river that is killed with SIGKILL at random moments, again and again, learns as if nothing had
/// happened. A failure names its seed; `-Dlotic.crash.seed=N` repeats it.
class CrashIT {

    private static final Duration KILL_AFTER_MAX = Duration.ofSeconds(12);

    @TempDir private Path folder;

    @Test
    void twoKillsChangeNoBit() {
        killAndCompare(2);
    }

    @Test
    @Tag("slow")
    void twentyKillsChangeNoBit() {
        killAndCompare(20);
    }

    private void killAndCompare(int kills) {
        long seed = Long.getLong("lotic.crash.seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        var river = new RiverFixture(folder);
        DrawnPictures.draw(folder.resolve("pictures"), 0, 400);

        long steps = 0;
        for (int kill = 0; kill < kills; kill++) {
            String workers = random.nextBoolean() ? "1" : "3";
            try (LoticProcess demo = demo(river, workers)) {
                steps = awaitStepsAfter(river, demo, steps);
                pass(demo, Duration.ofMillis(random.nextLong(KILL_AFTER_MAX.toMillis())));
                demo.kill();
            }
        }

        try (LoticProcess demo = demo(river, "1")) {
            awaitStepsAfter(river, demo, steps);
            JsonNode status = river.status();
            RunJournal journal = RunJournal.read("127.0.0.1:" + river.broker);
            assertThat(status.path("resume").path("sentence").asText())
                    .as("seed %d", seed)
                    .matches("resumed at step [\\d ]+, followed [\\d ]+");
            everyStepHasOneLoss(journal, seed);
            noCheckpointGoesBack(journal, seed);
        }
    }

    /// Each picture comes around again and again, so that learning never runs dry.
    private static LoticProcess demo(RiverFixture river, String decodeWorkers) {
        return river.start(
                "demo", "--set", "trainer.decode-workers=" + decodeWorkers, "--images", "pictures");
    }

    /// Waits until the run has made more steps than before.
    ///
    /// @return the last step then
    private static long awaitStepsAfter(RiverFixture river, LoticProcess demo, long steps) {
        return await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(300))
                .failFast("the demo ended early", () -> !demo.isRunning())
                .ignoreExceptionsMatching(ServiceException.class::isInstance)
                .until(
                        () -> river.status().path("training").path("step").asLong(),
                        step -> step > steps);
    }

    private static void pass(LoticProcess demo, Duration time) {
        await().pollDelay(time).atMost(time.plusMinutes(1)).until(demo::isRunning);
    }

    private static void everyStepHasOneLoss(RunJournal journal, long seed) {
        Map<Long, Integer> losses = new HashMap<>();
        List<StepReport> reports = journal.reports().toList();
        for (StepReport report : reports) {
            int bits = Float.floatToRawIntBits(report.getLoss());
            Integer before = losses.putIfAbsent(report.getStep(), bits);
            assertThat(before == null || before == bits)
                    .as("seed %d: step %d has two losses", seed, report.getStep())
                    .isTrue();
        }
        assertThat(reports)
                .as("seed %d: some steps were followed", seed)
                .hasSizeGreaterThan(losses.size());
    }

    private static void noCheckpointGoesBack(RunJournal journal, long seed) {
        Map<Integer, Long> highest = new HashMap<>();
        for (CheckpointTaken checkpoint : journal.checkpoints().toList()) {
            for (PartitionOffset cursor : checkpoint.getCursor()) {
                long before = highest.getOrDefault(cursor.getPartition(), 0L);
                assertThat(cursor.getOffset())
                        .as("seed %d: partition %d", seed, cursor.getPartition())
                        .isGreaterThanOrEqualTo(before);
                highest.put(cursor.getPartition(), cursor.getOffset());
            }
        }
    }
}
