package lotic.learning.rate;

import lotic.learning.recipe.RateSpec;

/// Half a cosine from one rate down to another, which then stays (Loshchilov and Hutter 2017,
/// arXiv:1608.03983, without restarts): `end + (base - end) / 2 * (1 + cos(π * step / steps))`.
///
/// @param base rate of step 0
/// @param end rate of the step with number steps and of all later ones
/// @param steps length of the descent, 1 or more
/// @param step that comes next; stays at steps once it is there
/// @param warmUpSteps length of the ramp of a re-warm
public record Cosine(double base, double end, long steps, long step, long warmUpSteps)
        implements LearningRate {

    public Cosine {
        if (steps < 1 || step < 0 || step > steps) {
            throw new IllegalArgumentException(
                    "step " + step + " of a cosine of " + steps + " steps does not exist");
        }
    }

    static Cosine of(RateSpec.Cosine spec) {
        long steps = spec.steps() - spec.warmUpSteps();
        return new Cosine(spec.base(), spec.end(), steps, 0, spec.warmUpSteps());
    }

    @Override
    public double rate() {
        // StrictMath: the same bits on every machine.
        return end + 0.5 * (base - end) * (1 + StrictMath.cos(Math.PI * step / steps));
    }

    @Override
    public Judged after(StepSignals signals) {
        if (!signals.applied()) {
            return Judged.with(this, RateEvent.Kind.NON_FINITE);
        }
        return Judged.silent(new Cosine(base, end, steps, Math.min(step + 1, steps), warmUpSteps));
    }

    @Override
    public Judged probe(double loss) {
        return Judged.silent(this);
    }

    /// A halving halves all that is still to come. A re-warm descends again from the new rate, in
    /// what is left of the steps after its ramp.
    @Override
    public Judged command(RateCommand command) {
        LearningRate next =
                switch (command) {
                    case RateCommand.Halve() ->
                            new Cosine(base / 2, end / 2, steps, step, warmUpSteps);
                    case RateCommand.ReWarm(double target) -> {
                        long left = Math.max(1, steps - step - warmUpSteps);
                        yield WarmUp.before(
                                rate(), warmUpSteps, new Cosine(target, end, left, 0, warmUpSteps));
                    }
                };
        return Judged.with(next, RateEvent.Kind.COMMANDED);
    }
}
