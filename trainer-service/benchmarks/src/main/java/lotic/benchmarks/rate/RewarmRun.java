package lotic.benchmarks.rate;

import lotic.learning.rate.Judged;
import lotic.learning.rate.LearningRate;
import lotic.learning.rate.Plateau;
import lotic.learning.rate.RateCommand;
import lotic.learning.rate.RateEvent;
import lotic.learning.rate.RateEvent.Kind;
import lotic.learning.rate.StepSignals;
import lotic.learning.recipe.PlateauRule;
import lotic.learning.recipe.RateSpec;

import java.util.List;
import java.util.SplittableRandom;

/// A run whose losses answer its rate: a first part in which the rule halves as it sees fit, then a
/// shift of the stream or none, and what came after it. Steps are blocks.
///
/// @param shareAtTheShift the rate before the shift, as a share of the base rate
/// @param seen whether the rule told of a shift soon after it
/// @param otherShifts that the rule told where there was none
/// @param rewarms how often the rule ramped the rate up after the shift
/// @param meanLoss over all blocks from the shift on, without noise
/// @param endLoss over the last of them
/// @param endLeft what is left to learn at the end
record RewarmRun(
        double shareAtTheShift,
        boolean seen,
        int otherShifts,
        int rewarms,
        double meanLoss,
        double endLoss,
        double endLeft) {

    /// Blocks from the shift on.
    static final int AFTER = 1500;

    private static final double BASE_RATE = 0.6;
    private static final int RAMP_BLOCKS = 10;
    private static final int END_BLOCKS = 100;

    /// ln 16000: far above the losses, so that nothing is taken for collapse.
    private static final double GUESSING_LOSS = Math.log(16_000);

    /// What happens at the shift, and what becomes of the rate.
    enum Situation {
        /// The stream shifts, the rule begins anew and keeps the rate.
        KEPT,
        /// The stream shifts, and once it sees that the rule ramps the rate up.
        REWARMED,
        /// The stream shifts, and once the rule tells it an operator ramps up to the base rate.
        REWARMED_TO_BASE,
        /// Nothing happens.
        QUIET,
        /// Nothing happens, but the rate is ramped up as by the rule.
        MISTAKEN,
        /// Nothing happens, but the rate is ramped up to the base rate.
        MISTAKEN_TO_BASE;

        private boolean shifts() {
            return this == KEPT || this == REWARMED || this == REWARMED_TO_BASE;
        }
    }

    /// @param shift of the stream
    /// @param ofTheRate what the base rate adds to the loss
    /// @param seed of the noise: situations that are compared see the same
    static RewarmRun of(
            Situation situation, Shift shift, double ofTheRate, Noise noise, long seed) {
        int blocks = shift.block() + AFTER;
        double[] scatter = noise.draw(new SplittableRandom(seed), blocks);
        AnsweringLoss loss = new AnsweringLoss(ofTheRate);
        LearningRate rate = fresh(situation);
        double shareAtTheShift = 1;
        boolean seen = false;
        int otherShifts = 0;
        int rewarms = 0;
        double sum = 0;
        double endSum = 0;
        for (int block = 0; block < blocks; block++) {
            if (block == shift.block()) {
                shareAtTheShift = rate.rate() / BASE_RATE;
                loss.jump(situation.shifts() ? shift.jump() * loss.mean(shareAtTheShift) : 0);
                rate = mistaken(situation, rate);
            }
            double share = rate.rate() / BASE_RATE;
            double mean = loss.mean(share);
            loss.learn(share);
            sum += block >= shift.block() ? mean : 0;
            endSum += block >= blocks - END_BLOCKS ? mean : 0;
            Judged judged = rate.after(new StepSignals(mean + scatter[block], true));
            rate = judged.next();
            boolean told = kinds(judged).contains(Kind.STREAM_SHIFT);
            boolean rightly = told && situation.shifts() && shift.isSoonAfter(block);
            rewarms += kinds(judged).contains(Kind.REWARMED) && block >= shift.block() ? 1 : 0;
            otherShifts += told && !rightly ? 1 : 0;
            seen |= rightly;
            if (rightly && situation == Situation.REWARMED_TO_BASE) {
                rate = rewarmed(rate, BASE_RATE);
            }
        }
        return new RewarmRun(
                shareAtTheShift,
                seen,
                otherShifts,
                rewarms,
                sum / AFTER,
                endSum / END_BLOCKS,
                loss.left());
    }

    private static List<Kind> kinds(Judged judged) {
        return judged.events().stream().map(RateEvent::kind).toList();
    }

    private static LearningRate fresh(Situation situation) {
        PlateauRule rule =
                PlateauRule.LARGE.withBlock(1).withAutoRewarm(situation == Situation.REWARMED);
        return LearningRate.of(
                new RateSpec.Plateau(BASE_RATE, BASE_RATE, RAMP_BLOCKS, rule), GUESSING_LOSS);
    }

    /// What becomes of a rate whose rule or operator takes this moment for a shift.
    private static LearningRate mistaken(Situation situation, LearningRate rate) {
        return switch (situation) {
            case KEPT, REWARMED, REWARMED_TO_BASE, QUIET -> rate;
            case MISTAKEN -> rewarmed(rate, Plateau.rewarmTarget(rate.rate(), BASE_RATE));
            case MISTAKEN_TO_BASE -> rewarmed(rate, BASE_RATE);
        };
    }

    private static LearningRate rewarmed(LearningRate rate, double target) {
        return target > rate.rate() ? rate.command(new RateCommand.ReWarm(target)).next() : rate;
    }

    /// A shift of the stream.
    ///
    /// @param block at which it is
    /// @param jump of the loss, as a share of it
    record Shift(int block, double jump) {

        /// A shift that is told later than this is not told because of the jump.
        private static final int SEEN_WITHIN = 40;

        private boolean isSoonAfter(int now) {
            return now >= block && now < block + SEEN_WITHIN;
        }
    }
}
