package lotic.learning.evaluation;

import java.util.List;

/// How a whole network is learnt on from labels, by gradient descent with momentum.
///
/// @param epochs passes over the images, 1 or more
/// @param batch images a step, 2 or more; the last of an epoch may be smaller
/// @param rate of the trunk in the first epoch, above 0
/// @param classifierRate of the fresh classifier in the first epoch, above 0
/// @param schedule how both rates go
/// @param momentum μ, from 0 to below 1
/// @param weightDecay added to the gradient of every parameter, 0 or more
public record FineTuning(
        int epochs,
        int batch,
        double rate,
        double classifierRate,
        EpochSchedule schedule,
        double momentum,
        double weightDecay) {

    /// SEER's (Goyal et al. 2021, arXiv:2103.01988): 35 epochs, the rate a tenth after 30.
    public static final FineTuning SEER = seer(35, 256, 0.0125);

    /// SwAV's for 1 % of the labels (Caron et al. 2020, arXiv:2006.09882, `eval_semisup.py`).
    public static final FineTuning SWAV_1_PERCENT = swav(0.02, 5);

    /// SwAV's for 10 % of the labels.
    public static final FineTuning SWAV_10_PERCENT = swav(0.01, 0.2);

    public FineTuning {
        if (epochs < 1 || batch < 2 || !(rate > 0) || !(classifierRate > 0)) {
            throw new IllegalArgumentException(
                    "fine-tuning for %d epochs with batches of %d and the rates %s and %s: give 1, 2 or more, and rates above 0"
                            .formatted(epochs, batch, rate, classifierRate));
        }
    }

    /// SEER's recipe in other sizes: the rate becomes a tenth after six sevenths of the epochs, and
    /// for the last one at the latest.
    public static FineTuning seer(int epochs, int batch, double rate) {
        int late = Math.clamp((long) Math.rint(epochs * 30 / 35.0), 1, Math.max(1, epochs - 1));
        var schedule = new EpochSchedule.Steps(List.of(late), 0.1);
        return new FineTuning(epochs, batch, rate, rate, schedule, 0.9, 1e-4);
    }

    /// The rates become a fifth after 12 and after 16 epochs.
    private static FineTuning swav(double rate, double classifierRate) {
        var schedule = new EpochSchedule.Steps(List.of(12, 16), 0.2);
        return new FineTuning(20, 256, rate, classifierRate, schedule, 0.9, 0);
    }
}
