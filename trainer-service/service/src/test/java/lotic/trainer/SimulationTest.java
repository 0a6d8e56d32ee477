package lotic.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.learning.rate.RateCommand;
import lotic.schemas.CheckpointTaken;
import lotic.schemas.StepPlan;
import lotic.schemas.StepReport;
import lotic.trainer.journal.JournalTwin;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.RunCommand;
import lotic.trainer.run.RunProgress.Counts;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

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
