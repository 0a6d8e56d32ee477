package lotic.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.learning.rate.RateCommand;
import lotic.schemas.CheckpointTaken;
import lotic.schemas.RunEvent;
import lotic.schemas.RunEventKind;
import lotic.schemas.StepPlan;
import lotic.schemas.StepReport;
import lotic.trainer.journal.JournalTwin;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.RunCommand;
import lotic.trainer.run.RunProgress.Counts;
import lotic.trainer.run.RunProgress.Happening;
import lotic.trainer.run.RunProgress.Phase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// The river from the log to the checkpoint, many times over, with the order of all work drawn from
/// a seed. A seed that was ever red stays here.
class SimulationTest {

    private static final int KILLS = 6;

    @TempDir private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aRunThatIsKilledAgainAndAgainIsTheRunThatNeverWas(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (Simulation simulation = new Simulation(seed)) {
            simulation.append(100);
            for (int kill = 0; kill < KILLS; kill++) {
                simulation.start(folder.resolve("killed"), 1 + random.nextInt(3));
                workUntilKilled(simulation, random);
            }
            simulation.start(folder.resolve("killed"), 2);
            simulation.workUntilQuiet();
            Counts counts = simulation.parts().learner.view().counts();
            simulation.kill();

            assertThatEveryRecordHasOneAnswer(simulation, counts);
            assertThatEveryReportOfAStepIsTheSame(simulation);
            assertThatNoCheckpointGoesBack(simulation);

            // A trainer without a checkpoint repeats the whole journal; it stops at a difference.
            simulation.start(folder.resolve("never killed"), 1);
            simulation.workUntilQuiet();
            assertThat(simulation.parts().learner.view().counts()).isEqualTo(counts);
            assertThat(simulation.parts().learner.view().followed()).isGreaterThan(20);
            assertThatEveryReportOfAStepIsTheSame(simulation);
        }
    }

    @Test
    void theNumberOfDecodeWorkersChangesNoPlanAndNoBit() {
        List<String> steps = new ArrayList<>();
        for (int workers : new int[] {1, 3}) {
            try (Simulation simulation = new Simulation(11)) {
                simulation.append(400);
                simulation.start(folder.resolve(workers + " workers"), workers);
                simulation.workUntilQuiet();
                steps.add(stepsOf(simulation));
            }
        }

        assertThat(steps.getFirst()).isNotEmpty().isEqualTo(steps.getLast());
    }

    /// Everything that was decided, and what came of it.
    private static String stepsOf(Simulation simulation) {
        StringBuilder steps = new StringBuilder();
        simulation.plans().forEach(plan -> steps.append(plan).append('\n'));
        simulation.reports().forEach(report -> steps.append(report.getLoss()).append('\n'));
        return steps.toString();
    }

    @Test
    void aDamagedCheckpointCostsOnlyTheTimeToRepeat() throws IOException {
        try (Simulation simulation = new Simulation(21)) {
            Path run = folder.resolve("run");
            simulation.append(200);
            simulation.start(run, 2);
            simulation.workUntilQuiet();
            simulation.append(200);
            simulation.workUntilQuiet();
            Counts counts = simulation.parts().learner.view().counts();
            simulation.kill();
            long newest = damageNewest(run.resolve("checkpoints"));

            simulation.start(run, 2);
            simulation.workUntilQuiet();

            assertThat(simulation.parts().learner.view().counts()).isEqualTo(counts);
            assertThat(simulation.parts().learner.view().followed()).isPositive();
            long before = simulation.parts().origin.step();
            assertThat(simulation.parts().events.lately())
                    .filteredOn(event -> event.kind().equals("checkpoint-damaged"))
                    .extracting(Happening::detail)
                    .containsExactly(
                            "The checkpoint at step %d is damaged (trunk.safetensors: digest differs). Going on from step %d and following the journal for %d steps."
                                    .formatted(newest, before, newest - before));
        }
    }

    private static long damageNewest(Path checkpoints) throws IOException {
        try (Stream<Path> all = Files.list(checkpoints)) {
            Path newest = all.max(Comparator.naturalOrder()).orElseThrow();
            Path file = newest.resolve("trunk.safetensors");
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 1] ^= 1;
            Files.write(file, bytes);
            return Long.parseLong(newest.getFileName().toString().substring(0, 12));
        }
    }

    @Test
    void recordsThatRetentionRemovedAreCountedAsLostAndJournalled() {
        try (Simulation simulation = new Simulation(31)) {
            simulation.append(200);
            simulation.log.retainFrom(1, 40);
            simulation.start(folder.resolve("run"), 2);
            simulation.workUntilQuiet();
            assertThat(simulation.parts().learner.view().counts().lost()).isZero();
            long end = simulation.parts().arrivals.ends().get(2);
            simulation.kill();

            simulation.append(200);
            simulation.log.retainFrom(2, end + 10);
            simulation.start(folder.resolve("run"), 2);
            simulation.workUntilQuiet();

            assertThat(simulation.parts().learner.view().counts().lost()).isEqualTo(10);
            assertThat(simulation.committed(RunEvent.class))
                    .filteredOn(event -> event.getKind() == RunEventKind.RECORDS_LOST)
                    .extracting(RunEvent::getDetail)
                    .singleElement()
                    .asString()
                    .startsWith(
                            "Records %d … %d of lotic.images-2 were deleted before they were learnt (retention). They are counted as lost."
                                    .formatted(end, end + 9));
        }
    }

    @Test
    void aPausedRunStaysPausedOverARestartUntilItIsToldToGoOn() {
        try (Simulation simulation = new Simulation(41)) {
            simulation.start(folder.resolve("run"), 2);
            simulation.parts().orders.give(new RunCommand.Pause());
            simulation.work(200);
            simulation.append(100);
            simulation.kill();
            simulation.start(folder.resolve("run"), 2);
            simulation.work(2000);
            assertThat(simulation.parts().phase()).isEqualTo(Phase.PAUSED);
            assertThat(simulation.plans()).isEmpty();

            simulation.parts().orders.give(new RunCommand.Continue());
            simulation.workUntilQuiet();

            assertThat(simulation.parts().phase()).isEqualTo(Phase.STARVED);
        }
    }

    /// The last records of a quiet stream are learnt, even where there are fewer than a batch.
    @Test
    void aFewRecordsAreLearntTogetherWithReplays() {
        try (Simulation simulation = new Simulation(51)) {
            simulation.append(5);
            simulation.start(folder.resolve("run"), 2);
            simulation.workUntilQuiet();

            Counts counts = simulation.parts().learner.view().counts();
            assertThat(counts.trained() + counts.replayed()).isEqualTo(Simulation.RECIPE.batch());
        }
    }

    private static void workUntilKilled(Simulation simulation, SplittableRandom random) {
        try {
            int bursts = 1 + random.nextInt(40);
            for (int burst = 0; burst < bursts; burst++) {
                simulation.append(random.nextInt(30));
                if (random.nextInt(8) == 0) {
                    simulation.parts().orders.give(new RunCommand.Rate(new RateCommand.Halve()));
                }
                if (random.nextInt(40) == 0) {
                    simulation.journal.next(
                            random.nextBoolean()
                                    ? JournalTwin.Fault.DIES_BEFORE
                                    : JournalTwin.Fault.DIES_AFTER);
                }
                simulation.work(random.nextInt(400));
            }
        } catch (JournalTwin.Killed _) {
            // Killed inside a commit instead.
        } finally {
            simulation.journal.next(JournalTwin.Fault.NONE);
            simulation.kill();
        }
    }

    private static void assertThatEveryRecordHasOneAnswer(Simulation simulation, Counts counts) {
        assertThat(counts.trained() + counts.heldOut() + counts.skipped())
                .isEqualTo(simulation.log.records());
        Cursor cursor = Cursor.START;
        for (StepPlan plan : simulation.plans()) {
            cursor = cursor.after(plan.getSlices()); // refuses gaps and overlaps
        }
        assertThat(simulation.log.saved()).isEqualTo(cursor);
    }

    private static void assertThatEveryReportOfAStepIsTheSame(Simulation simulation) {
        Map<Long, Float> losses = new HashMap<>();
        for (StepReport report : simulation.reports()) {
            Float earlier = losses.put(report.getStep(), report.getLoss());
            assertThat(earlier == null || earlier == report.getLoss()).isTrue();
        }
    }

    private static void assertThatNoCheckpointGoesBack(Simulation simulation) {
        Cursor last = Cursor.START;
        for (CheckpointTaken taken : simulation.committed(CheckpointTaken.class).toList()) {
            Cursor cursor = Cursor.of(taken.getCursor());
            last.next()
                    .forEach(
                            (partition, offset) ->
                                    assertThat(cursor.at(partition).orElseThrow())
                                            .isGreaterThanOrEqualTo(offset));
            last = cursor;
        }
    }
}
