package lotic.trainer.status;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.trainer.lag.LagMeter;
import lotic.trainer.publish.PublishingStatus;
import lotic.trainer.publish.PublishingStatus.Cause;
import lotic.trainer.publish.PublishingStatus.Failure;
import lotic.trainer.run.RunProgress;
import lotic.trainer.run.RunProgress.Phase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class VerdictTest {

    private static final Part<Intake> COUNTS =
            Part.of(
                    new Intake(
                            124_511, 125_324, 0, 24_311, 198, 0, 0, Map.of(), Map.of(), "running"));
    private static final Part<Optional<NewestVersion>> NO_VERSION = Part.of(Optional.empty());
    private static final PublishingStatus CALM = publishing(0, false, Optional.empty());

    static Stream<Arguments> situations() {
        return Stream.of(
                row(
                        Progress.learning(),
                        Light.GREEN,
                        "learning 232 images/s, 5.0 s behind the stream, bound by the step;"
                                + " healthy"),
                row(
                        Progress.learning().step(20).loss(5.6),
                        Light.GREEN,
                        "learning 232 images/s, 5.0 s behind the stream, bound by the step; too"
                                + " early to judge its health"),
                row(
                        Progress.learning().phase(Phase.STARTING).step(0),
                        Light.GREEN,
                        "starting: loading the state and the engine"),
                row(
                        Progress.learning().phase(Phase.FOLLOWING).resumed(400, 17),
                        Light.GREEN,
                        "repeating the steps after the last checkpoint, 17 so far"),
                row(
                        Progress.learning().phase(Phase.STARVED).behind(0, 0),
                        Light.GREEN,
                        "caught up: every admitted image is learnt; healthy"),
                row(
                        Progress.learning().behind(0, 0),
                        Light.GREEN,
                        "learning 232 images/s, bound by the step; healthy"),
                row(Progress.learning().phase(Phase.STOPPED), Light.GREEN, "ended at step 9 218"),
                row(
                        Progress.learning().phase(Phase.PAUSED),
                        Light.AMBER,
                        "paused at step 9 218: an operator said so. Press Continue in the"
                                + " console, or POST {\"command\":\"continue\"} to /v1/commands."),
                row(
                        Progress.learning()
                                .phase(Phase.FAILED)
                                .happened(
                                        3,
                                        "failed",
                                        "The data folder cannot be used (No space left on device)."
                                            + " Look at its free space and rights, and start again:"
                                            + " the run goes on where it was."),
                        Light.RED,
                        "stopped at step 9 218: the data folder cannot be used (No space left on"
                            + " device). Look at its free space and rights, and start again: the"
                            + " run goes on where it was."),
                row(
                        Progress.learning()
                                .phase(Phase.FAILED)
                                .happened(3, "failed", "the journal was deleted before step 9 000"),
                        Light.RED,
                        "stopped at step 9 218: the journal was deleted before step 9 000."
                                + " Remove the cause and start again: the run goes on from its last"
                                + " checkpoint."),
                row(
                        Progress.learning().loss(3.17),
                        Light.AMBER,
                        "learning 232 images/s, 5.0 s behind the stream, bound by the step, but the"
                            + " loss has stayed at ln K for 9218 steps: loss 3.17, ln K 3.18. Start"
                            + " a new run with a smaller objective.epsilon, prototypes frozen for"
                            + " longer, fewer prototypes or a lower rate."),
                row(
                        Progress.learning().notApplied(),
                        Light.RED,
                        "learning 232 images/s, 5.0 s behind the stream, bound by the step, but"
                            + " step 9218 gave a loss or a gradient that is not finite and was left"
                            + " out. If it stays so, halve the rate: POST {\"command\":\"halve\"}"
                            + " to /v1/commands."),
                row(
                        Progress.learning()
                                .happened(
                                        60,
                                        "records-lost",
                                        "Records 118 200 … 119 043 of lotic.images-3 were deleted"
                                            + " before they were learnt (retention). They are"
                                            + " counted as lost. Raise retention or add speed: lag"
                                            + " was 7.1 days."),
                        Light.AMBER,
                        "learning 232 images/s, 5.0 s behind the stream, bound by the step, but"
                                + " records 118 200 … 119 043 of lotic.images-3 were deleted before"
                                + " they were learnt (retention). They are counted as lost. Raise"
                                + " retention or add speed: lag was 7.1 days."),
                row(
                        Progress.learning()
                                .happened(
                                        60,
                                        "checkpoint-damaged",
                                        "The checkpoint at step 4 200 is damaged"
                                            + " (prototypes.safetensors: digest differs). Going on"
                                            + " from step 4 000 and following the journal for 200"
                                            + " steps."),
                        Light.AMBER,
                        "learning 232 images/s, 5.0 s behind the stream, bound by the step, but the"
                            + " checkpoint at step 4 200 is damaged (prototypes.safetensors: digest"
                            + " differs). The run goes on from the one before; look at the disk,"
                            + " which may have damaged more."),
                row(
                        Progress.learning().behind(1312, 7200).saved(91),
                        Light.AMBER,
                        "learning 232 images/s, 2 h behind the stream, bound by the step, but no"
                            + " checkpoint was taken for 91.0 s, and one is due every 30.0 s; it"
                            + " does not catch up. Look at the room and the speed of the data"
                            + " folder's disk; the log says what failed. Until then a restart"
                            + " repeats the steps since."),
                row(
                        Progress.learning().behind(1312, 600).saved(90),
                        Light.GREEN,
                        "learning 232 images/s, 10 min behind the stream, bound by the step;"
                                + " healthy"),
                row(
                        Progress.learning().behind(1312, 600).neverSaved(),
                        Light.AMBER,
                        "learning 232 images/s, 10 min behind the stream, bound by the step, but no"
                            + " checkpoint was taken for 10 min, and one is due every 30.0 s. Look"
                            + " at the room and the speed of the data folder's disk; the log says"
                            + " what failed. Until then a restart repeats the steps since."),
                row( // idle for an hour; the first record of a new burst came 5 s ago
                        Progress.learning().saved(3600),
                        Light.GREEN,
                        "learning 232 images/s, 5.0 s behind the stream, bound by the step;"
                                + " healthy"),
                row(
                        Progress.learning().phase(Phase.FOLLOWING).resumed(400, 17).saved(3600),
                        Light.GREEN,
                        "repeating the steps after the last checkpoint, 17 so far"),
                row(
                        Progress.learning().happened(7200, "records-lost", "long ago"),
                        Light.GREEN,
                        "learning 232 images/s, 5.0 s behind the stream, bound by the step;"
                                + " healthy"),
                row(
                        Progress.learning().behind(400_000, 86_400).started(60),
                        Light.GREEN,
                        "learning 232 images/s, 24 h behind the stream, bound by the step;"
                                + " healthy"),
                row(
                        Progress.learning().behind(400_000, 86_400),
                        Light.AMBER,
                        "learning 232 images/s, 24 h behind the stream, bound by the step, but it"
                            + " does not catch up. Give it more threads, smaller crops or a slower"
                            + " stream before retention deletes what it has not seen."));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void theSentenceIsTheWholeTruth(RunProgress progress, Light light, String sentence) {
        Verdict verdict = Verdict.of(facts(progress, CALM, COUNTS, NO_VERSION));

        assertThat(verdict).isEqualTo(new Verdict(light, sentence));
    }

    @Test
    void aRegistryThatIsAwayIsToldWithWhatWaitsForIt() {
        Failure away =
                new Failure(
                        Cause.UNREACHABLE,
                        "cannot reach the registry at http://localhost:7073",
                        Progress.NOW,
                        3);

        Verdict verdict =
                Verdict.of(
                        facts(
                                Progress.learning().now(),
                                publishing(2, false, Optional.of(away)),
                                COUNTS,
                                Part.away("the registry is away")));

        assertThat(verdict.light()).isEqualTo(Light.AMBER);
        assertThat(verdict.sentence())
                .isEqualTo(
                        "learning 232 images/s, 5.0 s behind the stream, bound by the step, but 2"
                                + " versions wait for the registry: cannot reach the registry at"
                                + " http://localhost:7073. Start it with ./lotic registry, or name"
                                + " another with trainer.registry.");
    }

    @Test
    void versionsThatFindNoMoreRoomAreRed() {
        Failure away = new Failure(Cause.UNREACHABLE, "no answer", Progress.NOW, 60);

        Verdict verdict =
                Verdict.of(
                        facts(
                                Progress.learning().now(),
                                publishing(9, true, Optional.of(away)),
                                COUNTS,
                                NO_VERSION));

        assertThat(verdict.light()).isEqualTo(Light.RED);
    }

    @Test
    void theGravestProblemSaysWhatToDoAndAllAreNamed() {
        Part<Intake> offBalance =
                Part.of(new Intake(100, 90, 0, 0, 0, 9, 1, Map.of(), Map.of(), "running"));

        Verdict verdict =
                Verdict.of(
                        facts(
                                Progress.learning().phase(Phase.PAUSED).now(),
                                CALM,
                                offBalance,
                                NO_VERSION));

        assertThat(verdict.light()).isEqualTo(Light.RED);
        assertThat(verdict.sentence())
                .contains("admission's counts are off by 1; an operator said so")
                .endsWith("no record may be unaccounted for.");
    }

    @Test
    void anIngestServiceThatIsAwayIsNamed() {
        Verdict verdict =
                Verdict.of(
                        facts(
                                Progress.learning().now(),
                                CALM,
                                Part.away("the ingest service does not tell"),
                                NO_VERSION));

        assertThat(verdict.light()).isEqualTo(Light.AMBER);
        assertThat(verdict.sentence()).contains("the ingest service does not tell. Start it with");
    }

    @Test
    void aBrokerThatIsAwayIsWhyTheRunWaits() {
        RunFacts silent =
                new RunFacts(
                        Progress.NOW,
                        Progress.learning().now(),
                        new LagMeter().lag(Progress.learning().now(), Progress.NOW),
                        CALM,
                        Optional.of("the broker at 127.0.0.1:7070 does not answer"),
                        COUNTS,
                        NO_VERSION);

        Verdict verdict = Verdict.of(silent);

        assertThat(verdict)
                .isEqualTo(
                        new Verdict(
                                Light.RED,
                                "waiting at step 9 218: the broker at 127.0.0.1:7070 does not"
                                        + " answer. Start it again: the run goes on by itself, and"
                                        + " nothing that was acknowledged is lost."));
    }

    @Test
    void aStreamThatRanDrySaysSinceWhenAndHowToFeedIt() {
        RunProgress caughtUp = Progress.learning().phase(Phase.STARVED).behind(0, 0).now();
        LagMeter meter = new LagMeter();
        meter.observe(caughtUp, Progress.NOW.minusSeconds(600));
        RunFacts dry =
                new RunFacts(
                        Progress.NOW,
                        caughtUp,
                        meter.lag(caughtUp, Progress.NOW),
                        CALM,
                        Optional.empty(),
                        COUNTS,
                        NO_VERSION);

        assertThat(Verdict.of(dry))
                .isEqualTo(
                        new Verdict(
                                Light.GREEN,
                                "caught up: every admitted image is learnt, and no new one has come"
                                        + " for 10 min; healthy. Send more with ./lotic push"
                                        + " PATH."));
    }

    @Test
    void admissionThatHasEndedIsRed() {
        Part<Intake> failed =
                Part.of(new Intake(9, 9, 0, 0, 0, 0, 0, Map.of(), Map.of(), "failed"));

        Verdict verdict = Verdict.of(facts(Progress.learning().now(), CALM, failed, NO_VERSION));

        assertThat(verdict.light()).isEqualTo(Light.RED);
        assertThat(verdict.sentence())
                .endsWith(
                        "but admission has failed. Restart the ingest service; its log has the"
                                + " reason.");
    }

    private static Arguments row(Progress progress, Light light, String sentence) {
        return Arguments.of(progress.now(), light, sentence);
    }

    private static RunFacts facts(
            RunProgress progress,
            PublishingStatus publishing,
            Part<Intake> intake,
            Part<Optional<NewestVersion>> newest) {
        return new RunFacts(
                Progress.NOW,
                progress,
                new LagMeter().lag(progress, Progress.NOW),
                publishing,
                Optional.empty(),
                intake,
                newest);
    }

    private static PublishingStatus publishing(
            int waiting, boolean full, Optional<Failure> failure) {
        return new PublishingStatus(waiting, 0, full, 5, Optional.empty(), failure, Map.of());
    }
}
