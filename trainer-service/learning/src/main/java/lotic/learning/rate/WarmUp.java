package lotic.learning.rate;

/// A linear ramp to the rate with which another one begins: `start + (target - start) * step /
/// steps` for the steps 0 … steps - 1, so that the step after the ramp is the first with the full
/// rate (Goyal et al. 2017, arXiv:1706.02677, 2.2).
///
/// A step that was not applied does not count. What follows sees nothing of the ramp's losses.
///
/// @param start rate of step 0
/// @param steps length of the ramp, 1 or more
/// @param step that comes next, 0 … steps - 1
/// @param then what follows; its rate is the target
public record WarmUp(double start, long steps, long step, LearningRate then)
        implements LearningRate {

    public WarmUp {
        if (steps < 1 || step < 0 || step >= steps) {
            throw new IllegalArgumentException(
                    "step " + step + " of a warm-up of " + steps + " steps does not exist");
        }
    }

    /// A rate behind its ramp, or the rate itself if the ramp has no step.
    static LearningRate before(double start, long steps, LearningRate then) {
        return steps == 0 ? then : new WarmUp(start, steps, 0, then);
    }

    @Override
    public double rate() {
        return start + (then.rate() - start) * step / steps;
    }

    @Override
    public Judged after(StepSignals signals) {
        if (!signals.applied()) {
            return Judged.with(this, RateEvent.Kind.NON_FINITE);
        }
        boolean last = step + 1 == steps;
        return Judged.silent(last ? then : new WarmUp(start, steps, step + 1, then));
    }

    @Override
    public Judged probe(double loss) {
        return Judged.silent(this);
    }

    @Override
    public Judged command(RateCommand command) {
        LearningRate next =
                switch (command) {
                    case RateCommand.Halve() ->
                            new WarmUp(start / 2, steps, step, then.command(command).next());
                    case RateCommand.ReWarm(_) -> reWarmed(then.command(command).next());
                };
        return Judged.with(next, RateEvent.Kind.COMMANDED);
    }

    /// What follows plans its ramp from its own rate, which was never reached: start from here.
    private LearningRate reWarmed(LearningRate planned) {
        return planned instanceof WarmUp ramp
                ? new WarmUp(rate(), ramp.steps(), 0, ramp.then())
                : planned;
    }
}
