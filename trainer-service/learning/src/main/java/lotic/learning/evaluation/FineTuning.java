package lotic.learning.evaluation;

import java.util.List;

/// How a whole network is learnt on from labels, by gradient descent with momentum.
///
/// @param epochs passes over the images, 1 or more
/// @param batch images a step, 2 or more; the last of an epoch may be smaller
/// @param rate of the first epoch, above 0
/// @param schedule how the rate goes
/// @param momentum μ, from 0 to below 1
/// @param weightDecay added to the gradient of every parameter, 0 or more
public record FineTuning(
        int epochs,
        int batch,
        double rate,
        EpochSchedule schedule,
        double momentum,
        double weightDecay) {

    /// SEER's (Goyal et al. 2021, arXiv:2103.01988): 35 epochs, the rate a tenth after 30.
    public static final FineTuning SEER = seer(35, 256, 0.0125);

    public FineTuning {
        if (epochs < 1 || batch < 2 || !(rate > 0)) {
            throw new IllegalArgumentException(
                    "fine-tuning for %d epochs with batches of %d and the rate %s: give 1, 2 or more, and a rate above 0"
                            .formatted(epochs, batch, rate));
        }
    }

    /// SEER's recipe in other sizes: the rate becomes a tenth after six sevenths of the epochs, and
    /// for the last one at the latest.
    public static FineTuning seer(int epochs, int batch, double rate) {
        int late = Math.clamp((long) Math.rint(epochs * 30 / 35.0), 1, Math.max(1, epochs - 1));
        var schedule = new EpochSchedule.Steps(List.of(late), 0.1);
        return new FineTuning(epochs, batch, rate, schedule, 0.9, 1e-4);
    }
}
