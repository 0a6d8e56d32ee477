package lotic.benchmarks.rate;

import lotic.learning.rate.Judged;
import lotic.learning.rate.LearningRate;
import lotic.learning.rate.RateEvent;
import lotic.learning.rate.RateEvent.Kind;
import lotic.learning.rate.StepSignals;
import lotic.learning.recipe.PlateauRule;
import lotic.learning.recipe.PlateauRule.Autocorrelation;
import lotic.learning.recipe.RateSpec;

import java.util.List;

/// A rule at work on one stream of losses.
interface Detector {

    /// Shows the mean loss of a block.
    Seen show(double loss);

    /// Shows a loss on held-out images.
    void probe(double loss);

    /// What a rule makes of a block.
    enum Seen {
        NOTHING,
        /// The rate is halved now.
        PLATEAU,
        /// The stream is another one from now on.
        SHIFT
    }

    /// A rule that is studied.
    enum Rule {
        /// [lotic.learning.rate.Plateau] with errors widened window by window.
        PER_WINDOW("per window", PlateauRule.LARGE.cooldown()),
        /// The same with errors widened by the most that a window sees.
        POOLED("pooled", PlateauRule.LARGE.cooldown()),
        /// What most trainers run: the best loss so far was not beaten for a while.
        BEST_SO_FAR("best so far", 0);

        private final String title;
        private final int passedOver;

        Rule(String title, int passedOver) {
            this.title = title;
            this.passedOver = passedOver;
        }

        String title() {
            return title;
        }

        /// Blocks at the beginning at which the rule does not look.
        int passedOver() {
            return passedOver;
        }

        Detector fresh() {
            return switch (this) {
                case PER_WINDOW -> new Fitting(Autocorrelation.PER_WINDOW);
                case POOLED -> new Fitting(Autocorrelation.POOLED);
                case BEST_SO_FAR -> new Patient();
            };
        }
    }

    /// The learning rate of a run whose steps are the blocks.
    final class Fitting implements Detector {

        private static final double BASE_RATE = 0.6;

        /// ln 16000: far above the losses, so that nothing is taken for collapse.
        private static final double GUESSING_LOSS = Math.log(16_000);

        private LearningRate rate;

        Fitting(Autocorrelation autocorrelation) {
            PlateauRule rule = PlateauRule.LARGE.withBlock(1).with(autocorrelation);
            rate =
                    LearningRate.of(
                            new RateSpec.Plateau(BASE_RATE, BASE_RATE, 0, rule), GUESSING_LOSS);
        }

        @Override
        public Seen show(double loss) {
            Judged judged = rate.after(new StepSignals(loss, true));
            rate = judged.next();
            List<Kind> kinds = judged.events().stream().map(RateEvent::kind).toList();
            return kinds.contains(Kind.HALVED)
                    ? Seen.PLATEAU
                    : kinds.contains(Kind.STREAM_SHIFT) ? Seen.SHIFT : Seen.NOTHING;
        }

        @Override
        public void probe(double loss) {
            rate = rate.probe(loss).next();
        }
    }

    /// PyTorch's `ReduceLROnPlateau` with its default threshold and patience.
    final class Patient implements Detector {

        private static final double THRESHOLD = 1e-4;
        private static final int PATIENCE = 10;

        private double best = Double.POSITIVE_INFINITY;
        private int bad;

        @Override
        public Seen show(double loss) {
            if (loss < best * (1 - THRESHOLD)) {
                best = loss;
                bad = 0;
            } else {
                bad++;
            }
            return bad > PATIENCE ? Seen.PLATEAU : Seen.NOTHING;
        }

        @Override
        public void probe(double loss) {
            // It does not look at held-out images.
        }
    }
}
