package lotic.learning.rate;

/// The same rate at every step.
///
/// @param rate of every step
/// @param warmUpSteps length of the ramp of a re-warm
public record Constant(double rate, long warmUpSteps) implements LearningRate {

    @Override
    public Judged after(StepSignals signals) {
        return signals.applied()
                ? Judged.silent(this)
                : Judged.with(this, RateEvent.Kind.NON_FINITE);
    }

    @Override
    public Judged probe(double loss) {
        return Judged.silent(this);
    }

    @Override
    public Judged command(RateCommand command) {
        LearningRate next =
                switch (command) {
                    case RateCommand.Halve() -> new Constant(rate / 2, warmUpSteps);
                    case RateCommand.ReWarm(double target) ->
                            WarmUp.before(rate, warmUpSteps, new Constant(target, warmUpSteps));
                };
        return Judged.with(next, RateEvent.Kind.COMMANDED);
    }
}
