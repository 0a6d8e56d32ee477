package lotic.trainer.learner;

import lotic.learning.StepOutcome;
import lotic.trainer.run.RunProgress.Point;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/// Loss and rate of the past: all of it, thinned, for curves, and the last steps for a mean. Part
/// of the state, so that a restart shows the whole curve. The learner's thread writes, any may
/// read.
public final class LossHistory {

    /// How many points the curve has at most.
    public static final int POINTS_MAX = 2000;

    /// Over how many applied steps the mean goes.
    public static final int MEAN_STEPS = 100;

    private final List<Point> points;
    private final Deque<Double> losses;
    private long stride;

    /// Nothing yet.
    public LossHistory() {
        this(List.of(), List.of(), 1);
    }

    /// The same as another one.
    public LossHistory(Collection<Point> points, Collection<Double> losses, long stride) {
        this.points = new ArrayList<>(points);
        this.losses = new ArrayDeque<>(losses);
        this.stride = stride;
    }

    /// Adds a step.
    ///
    /// @param trained records learnt by then
    synchronized void add(StepOutcome outcome, long trained) {
        if (outcome.applied()) {
            losses.addLast(outcome.loss());
            if (losses.size() > MEAN_STEPS) {
                losses.removeFirst();
            }
        }
        if (outcome.step() % stride == 0) {
            points.add(new Point(outcome.step(), trained, outcome.loss(), outcome.learningRate()));
        }
        if (points.size() > POINTS_MAX) {
            stride *= 2;
            points.removeIf(point -> point.step() % stride != 0);
        }
    }

    /// Mean loss of the last applied steps; NaN before the first.
    public synchronized double mean() {
        return losses.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /// The curve, oldest first.
    public synchronized List<Point> points() {
        return List.copyOf(points);
    }

    /// The losses of the last applied steps, oldest first.
    synchronized List<Double> losses() {
        return List.copyOf(losses);
    }

    /// Every how many steps have a point.
    synchronized long stride() {
        return stride;
    }
}
