package lotic.trainer.status;

import lotic.trainer.run.RunProgress;
import lotic.trainer.run.RunProgress.Bound;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The whole truth in one sentence: what the run is doing, what is wrong, and, if something is,
/// what to do first.
///
/// @param light the gravest problem's
/// @param sentence without a full stop if all is well
public record Verdict(Light light, String sentence) {

    /// A pure function of the facts.
    static Verdict of(Facts facts) {
        List<Problem> problems = Problems.of(facts);
        String activity = activity(facts.progress());
        if (problems.isEmpty()) {
            return new Verdict(Light.GREEN, activity + wellBeing(facts.progress()));
        }
        String wrong = problems.stream().map(Problem::what).collect(Collectors.joining("; "));
        Problem gravest = problems.getFirst();
        return new Verdict(
                gravest.light(),
                activity + conjunction(facts.progress()) + wrong + ". " + gravest.action() + ".");
    }

    /// What is wrong is the reason why a run stands still, and a blemish on one that goes on.
    private static String conjunction(RunProgress progress) {
        return switch (progress.phase()) {
            case PAUSED, FAILED -> ": ";
            case STARTING, FOLLOWING, LEARNING, STARVED, STOPPED -> ", but ";
        };
    }

    private static String activity(RunProgress progress) {
        return switch (progress.phase()) {
            case STARTING -> "starting: loading the state and the engine";
            case FOLLOWING ->
                    "repeating the steps after the last checkpoint, %d so far"
                            .formatted(
                                    progress.resume().map(RunProgress.Resume::followed).orElse(0L));
            case LEARNING ->
                    String.format(
                            Locale.ROOT,
                            "learning %.0f images/s, %s",
                            progress.imagesPerSecond(),
                            bound(progress.bound()));
            case STARVED -> "caught up: every admitted image is learnt";
            case PAUSED -> "paused at step " + Words.count(steps(progress));
            case FAILED -> "stopped at step " + Words.count(steps(progress));
            case STOPPED -> "ended at step " + Words.count(steps(progress));
        };
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

    private static String wellBeing(RunProgress progress) {
        return switch (progress.phase()) {
            case LEARNING, STARVED ->
                    LearningHealth.of(progress).state() == LearningHealth.State.HEALTHY
                            ? "; healthy"
                            : "; too early to judge its health";
            case STARTING, FOLLOWING, PAUSED, FAILED, STOPPED -> "";
        };
    }

    private static long steps(RunProgress progress) {
        return progress.newest().map(RunProgress.Point::step).orElse(0L);
    }
}
