package lotic.trainer.status;

import lotic.learning.StepOutcome;
import lotic.learning.recipe.Presets;
import lotic.learning.recipe.Recipe;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.RunProgress;
import lotic.trainer.run.RunProgress.Backlog;
import lotic.trainer.run.RunProgress.Bound;
import lotic.trainer.run.RunProgress.Counts;
import lotic.trainer.run.RunProgress.Happening;
import lotic.trainer.run.RunProgress.Phase;
import lotic.trainer.run.RunProgress.Point;
import lotic.trainer.run.RunProgress.Resume;
import lotic.trainer.run.RunProgress.Saving;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Pictures of a run in whatever state a test needs.
public final class Progress {

    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static final Recipe RECIPE = Presets.named("tiny", 7);

    private String run = "demo";
    private long epoch = 3;
    private Instant startedAt = NOW.minusSeconds(3600);
    private Phase phase = Phase.LEARNING;
    private long step = 9218;
    private double loss = 2.1;
    private boolean applied = true;
    private Optional<Resume> resume = Optional.empty();
    private long waiting = 1312;
    private long secondsBehind = 5;
    private Optional<Instant> savedAt = Optional.of(NOW.minusSeconds(10));
    private final List<Happening> events = new ArrayList<>();
    private final List<Point> later = new ArrayList<>();

    /// A run that learns and is well.
    public static Progress learning() {
        return new Progress();
    }

    /// Another run, or another start of the trainer.
    public Progress of(String newRun, long newEpoch, Instant started) {
        run = newRun;
        epoch = newEpoch;
        startedAt = started;
        return this;
    }

    public Progress phase(Phase newPhase) {
        phase = newPhase;
        return this;
    }

    public Progress step(long newStep) {
        step = newStep;
        return this;
    }

    public Progress loss(double newLoss) {
        loss = newLoss;
        return this;
    }

    public Progress notApplied() {
        applied = false;
        loss = Double.NaN;
        return this;
    }

    public Progress resumed(long atStep, long followed) {
        resume = Optional.of(new Resume(atStep, followed));
        return this;
    }

    public Progress behind(long records, long seconds) {
        waiting = records;
        secondsBehind = seconds;
        return this;
    }

    public Progress saved(long secondsAgo) {
        savedAt = Optional.of(NOW.minusSeconds(secondsAgo));
        return this;
    }

    /// Not by this start of the trainer.
    public Progress neverSaved() {
        savedAt = Optional.empty();
        return this;
    }

    public Progress started(long secondsAgo) {
        startedAt = NOW.minusSeconds(secondsAgo);
        return this;
    }

    public Progress happened(long secondsAgo, String kind, String detail) {
        events.add(new Happening(NOW.minusSeconds(secondsAgo), step, kind, detail));
        return this;
    }

    /// The curve goes on.
    public Progress then(long... steps) {
        for (long each : steps) {
            later.add(new Point(each, 13 * each, 2.0, 0.3));
        }
        return this;
    }

    public RunProgress now() {
        List<Point> history = new ArrayList<>();
        history.add(new Point(Math.max(1, step - 200), 100, 5.6, 0.6));
        history.add(new Point(Math.max(1, step - 1), 118_000, loss, 0.3));
        history.addAll(later);
        Optional<Instant> oldest =
                waiting == 0 ? Optional.empty() : Optional.of(NOW.minusSeconds(secondsBehind));
        return new RunProgress(
                run,
                epoch,
                RECIPE,
                phase,
                Bound.STEP,
                resume,
                recent(),
                new Counts(118_000, 96, 6000, 12, 0),
                cursor(1000),
                cursor(900),
                new Saving(Duration.ofSeconds(30), savedAt),
                Map.of(0, 2000L, 1, 500L),
                Map.of(0, new Backlog(waiting, oldest, waiting + 100, oldest)),
                231.7,
                startedAt,
                loss,
                history,
                events);
    }

    /// As many steps as health is judged by, all alike.
    private List<StepOutcome> recent() {
        List<StepOutcome> steps = new ArrayList<>();
        for (long each = Math.max(1, step - 99); each <= step; each++) {
            boolean last = each == step;
            steps.add(
                    new StepOutcome(
                            each,
                            applied || !last,
                            applied || !last ? loss : Double.NaN,
                            0.3,
                            Map.of("codes.entropy", 2.5, "gradient.norm", Double.NaN),
                            List.of()));
        }
        return steps;
    }

    private static Cursor cursor(long offset) {
        return new Cursor(new TreeMap<>(Map.of(0, offset)));
    }
}
