package lotic.learning.rate;

import lotic.learning.rate.Evidence.Obstacle;
import lotic.learning.recipe.PlateauRule;
import lotic.learning.recipe.RateSpec;

import java.util.List;

/// Fixed until the loss stops falling, then halved (the FIXED schedule of SEER, Goyal et al. 2021,
/// arXiv:2103.01988, for data without an end).
///
/// Taken literally the published rule halves on the first quiet stretch, while the loss still
/// falls. This one halves only on positive evidence: losses are averaged into blocks, lines are
/// fitted through the newest blocks over windows of several lengths, and only a window that is
/// precise enough to tell may say that a whole horizon would gain less than half a percent. It does
/// not halve
///
/// - at the loss of guessing, which is collapse;
/// - right after an upward jump of the loss, which is another stream: it begins anew;
/// - while the training loss or the held-out loss rises: an operator decides;
/// - below 1/64 of the base rate, or once the last halvings brought no gain.
///
/// A rule that re-warms by itself also answers a jump: the rate ramps up to four times what it is,
/// at most to the base rate, as an operator would have it with [RateCommand.ReWarm].
///
/// @param rule the recipe's numbers
/// @param warmUpSteps length of the ramp of a re-warm
/// @param guessingLoss the objective's loss for an answer that ignores the input
/// @param rate of the next step
/// @param base rate of which the floor is a share
/// @param evidence seen since the rule last began anew
/// @param halvings and what they brought
/// @param drift of the held-out loss
/// @param steps seen
/// @param dropped steps among them that were not applied
public record Plateau(
        PlateauRule rule,
        long warmUpSteps,
        double guessingLoss,
        double rate,
        double base,
        Evidence evidence,
        Halvings halvings,
        DriftWatch drift,
        long steps,
        long dropped)
        implements LearningRate {

    private static final int STUCK_MEAN_BLOCKS = 10;
    private static final double STUCK_MARGIN = 0.05;
    private static final int FLAT_IN_A_ROW = 3;
    private static final double FLOOR_SHARE = 1.0 / 64;
    private static final double REWARM_FACTOR = 4;

    static Plateau of(RateSpec.Plateau spec, double guessingLoss) {
        return new Plateau(
                spec.rule(),
                spec.warmUpSteps(),
                guessingLoss,
                spec.base(),
                spec.base(),
                Evidence.none(0),
                Halvings.NONE,
                DriftWatch.NEW,
                0,
                0);
    }

    /// The rate to which a rule that re-warms by itself ramps up.
    ///
    /// @param rate that it has, above 0
    /// @param base at most to which it goes
    public static double rewarmTarget(double rate, double base) {
        return Math.min(base, REWARM_FACTOR * rate);
    }

    @Override
    public Judged after(StepSignals signals) {
        if (!signals.applied()) {
            return Judged.with(counted(1), RateEvent.Kind.NON_FINITE);
        }
        Plateau counted = counted(0);
        if (!signals.settled()) {
            return Judged.silent(counted.begunAnew(halvings.forgotten()));
        }
        Evidence seen = evidence.plus(signals.loss());
        if (seen.summed() < rule.block()) {
            return Judged.silent(counted.with(seen));
        }
        if (seen.cooling() > 0) {
            return Judged.silent(counted.with(seen.cooled()));
        }
        return counted.with(seen.closed(rule.windows().getLast())).judged();
    }

    /// Judges the blocks, of which the last one is new.
    private Judged judged() {
        int recent = Math.min(STUCK_MEAN_BLOCKS, evidence.blocks().size());
        if (Line.mean(Trend.last(evidence.blocks(), recent)) > guessingLoss - STUCK_MARGIN) {
            Plateau stuck = with(evidence.stuckOnceMore());
            return stuck.evidence.stuckInARow() == rule.stuckBlocks()
                    ? Judged.with(stuck, RateEvent.Kind.STUCK_AT_LOG_K)
                    : Judged.silent(stuck);
        }
        if (StreamShift.seenIn(evidence.blocks())) {
            return shifted();
        }
        Trend trend = Trend.of(evidence.blocks(), rule);
        Evidence next = evidence.notStuck();
        next = trend.flat() ? next.flatOnceMore() : next.notFlat();
        return next.flatInARow() < FLAT_IN_A_ROW
                ? Judged.silent(with(next))
                : with(next).flat(trend);
    }

    /// Answers a loss that has jumped. A rate that is at its base, or beyond it by command, stays.
    private Judged shifted() {
        RateEvent shift = new RateEvent(RateEvent.Kind.STREAM_SHIFT, rate);
        double target = rewarmTarget(rate, base);
        return rule.autoRewarm() && target > rate
                ? new Judged(
                        reWarmed(target),
                        List.of(shift, new RateEvent(RateEvent.Kind.REWARMED, target)))
                : new Judged(begunAnew(halvings.forgotten()), List.of(shift));
    }

    /// The ramp to a rate, and behind it the rule, which begins anew: losses at another rate are
    /// not comparable, those on held-out images neither.
    private LearningRate reWarmed(double target) {
        return WarmUp.before(
                rate, warmUpSteps, at(target).with(DriftWatch.NEW).begunAnew(halvings.forgotten()));
    }

    /// Answers a loss that has stopped falling.
    private Judged flat(Trend trend) {
        if (drift.rising()) {
            return obstructed(Obstacle.HELD_BY_DRIFT, RateEvent.Kind.HELD_BY_DRIFT);
        }
        if (trend.rising()) {
            return obstructed(Obstacle.LOSS_RISING, RateEvent.Kind.LOSS_RISING);
        }
        if (rate <= floor()) {
            return obstructed(Obstacle.AT_FLOOR, RateEvent.Kind.AT_FLOOR);
        }
        Halvings gains = halvings.judgedAt(trend.level());
        if (gains.barren() >= rule.maxBarren()) {
            return obstructed(Obstacle.SATURATED, RateEvent.Kind.SATURATED);
        }
        Plateau halved = at(Math.max(floor(), rate / 2)).begunAnew(gains.onceMoreAt(trend.level()));
        return Judged.with(halved, RateEvent.Kind.HALVED);
    }

    private Judged obstructed(Obstacle by, RateEvent.Kind kind) {
        Plateau next = with(evidence.obstructed(by));
        return evidence.obstacle() == by ? Judged.silent(next) : Judged.with(next, kind);
    }

    @Override
    public Judged probe(double loss) {
        if (!Double.isFinite(loss)) {
            return Judged.with(this, RateEvent.Kind.NON_FINITE);
        }
        Plateau next = with(drift.after(loss));
        if (next.drift.rising() == drift.rising()) {
            return Judged.silent(next);
        }
        return Judged.with(
                next,
                next.drift.rising() ? RateEvent.Kind.DRIFT_ALARM : RateEvent.Kind.DRIFT_CLEARED);
    }

    /// A halving by command goes below the floor if it must; its gain is not judged.
    @Override
    public Judged command(RateCommand command) {
        LearningRate next =
                switch (command) {
                    case RateCommand.Halve() -> at(rate / 2).begunAnew(halvings.forgotten());
                    case RateCommand.ReWarm(double target) -> reWarmed(target);
                };
        return Judged.with(next, RateEvent.Kind.COMMANDED);
    }

    private double floor() {
        return base * FLOOR_SHARE;
    }

    private Plateau at(double next) {
        return with(next, Math.max(base, next), evidence, halvings, drift);
    }

    private Plateau with(Evidence next) {
        return with(rate, base, next, halvings, drift);
    }

    private Plateau with(DriftWatch next) {
        return with(rate, base, evidence, halvings, next);
    }

    private Plateau begunAnew(Halvings next) {
        return with(rate, base, Evidence.none(rule.cooldown()), next, drift);
    }

    private Plateau with(
            double rate, double base, Evidence evidence, Halvings halvings, DriftWatch drift) {
        return new Plateau(
                rule,
                warmUpSteps,
                guessingLoss,
                rate,
                base,
                evidence,
                halvings,
                drift,
                steps,
                dropped);
    }

    private Plateau counted(int droppedNow) {
        return new Plateau(
                rule,
                warmUpSteps,
                guessingLoss,
                rate,
                base,
                evidence,
                halvings,
                drift,
                steps + 1,
                dropped + droppedNow);
    }
}
