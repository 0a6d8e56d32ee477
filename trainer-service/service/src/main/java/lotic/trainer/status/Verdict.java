package lotic.trainer.status;

import lotic.learning.health.LearningHealth;
import lotic.trainer.run.RunProgress;
import lotic.trainer.run.RunProgress.Bound;
import lotic.trainer.run.RunProgress.Phase;
import lotic.trainer.run.Words;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The whole truth in one sentence: what the run is doing, what is wrong, and, if something is,
/// what to do first.
///
/// @param light the gravest problem's
/// @param sentence without a full stop if there is nothing to do
public record Verdict(Light light, String sentence) {

    /// A stream that was quiet for so long is worth a word.
    private static final Duration QUIET = Duration.ofMinutes(1);

    /// A pure function of the facts.
    static Verdict of(RunFacts facts) {
        List<Fault> problems = Faults.of(facts);
        String activity = activity(facts);
        if (problems.isEmpty()) {
            return new Verdict(Light.GREEN, activity + wellBeing(facts));
        }
        String wrong = problems.stream().map(Fault::what).collect(Collectors.joining("; "));
        Fault gravest = problems.getFirst();
        return new Verdict(
                gravest.light(),
                activity + conjunction(facts) + wrong + ". " + gravest.action() + ".");
    }

    /// What is wrong is the reason why a run stands still, and a blemish on one that goes on.
    private static String conjunction(RunFacts facts) {
        return switch (facts.progress().phase()) {
            case PAUSED, FAILED -> ": ";
            case FOLLOWING, LEARNING, STARVED -> waitsForBroker(facts) ? ": " : ", but ";
            case STARTING, STOPPED -> ", but ";
        };
    }

    private static String activity(RunFacts facts) {
        RunProgress progress = facts.progress();
        if (waitsForBroker(facts)) {
            return "waiting at step " + Words.count(steps(progress));
        }
        return switch (progress.phase()) {
            case STARTING -> "starting: loading the state and the engine";
            case FOLLOWING ->
                    "repeating the steps after the last checkpoint, %d so far"
                            .formatted(
                                    progress.resume().map(RunProgress.Resume::followed).orElse(0L));
            case LEARNING ->
                    String.format(
                            Locale.ROOT,
                            "learning %.0f images/s%s, %s",
                            progress.imagesPerSecond(),
                            behind(facts),
                            bound(progress.bound()));
            case STARVED -> "caught up: every admitted image is learnt" + quiet(facts);
            case PAUSED -> "paused at step " + Words.count(steps(progress));
            case FAILED -> "stopped at step " + Words.count(steps(progress));
            case STOPPED -> "ended at step " + Words.count(steps(progress));
        };
    }

    /// Nothing can be planned without the journal.
    private static boolean waitsForBroker(RunFacts facts) {
        Phase phase = facts.progress().phase();
        boolean atWork =
                phase == Phase.FOLLOWING || phase == Phase.LEARNING || phase == Phase.STARVED;
        return atWork && facts.brokerAway().isPresent();
    }

    private static String behind(RunFacts facts) {
        Duration age = facts.lag().learnt().age();
        return age.isZero() ? "" : ", " + Words.duration(age) + " behind the stream";
    }

    private static String quiet(RunFacts facts) {
        Duration quiet = facts.lag().quiet();
        return quiet.compareTo(QUIET) < 0
                ? ""
                : ", and no new one has come for " + Words.duration(quiet);
    }

    private static String bound(Bound bound) {
        return switch (bound) {
            case STARVED -> "waiting for images";
            case DECODE -> "bound by decoding";
            case JOURNAL -> "bound by the journal";
            case STEP -> "bound by the step";
            case PAUSED -> "paused";
        };
    }

    private static String wellBeing(RunFacts facts) {
        return switch (facts.progress().phase()) {
            case LEARNING -> health(facts);
            case STARVED ->
                    quiet(facts).isEmpty()
                            ? health(facts)
                            : health(facts) + ". Send more with ./lotic push PATH.";
            case STARTING, FOLLOWING, PAUSED, FAILED, STOPPED -> "";
        };
    }

    private static String health(RunFacts facts) {
        return facts.progress().health().state() == LearningHealth.State.HEALTHY
                ? "; healthy"
                : "; too early to judge its health";
    }

    private static long steps(RunProgress progress) {
        return progress.newest().map(RunProgress.Point::step).orElse(0L);
    }
}
