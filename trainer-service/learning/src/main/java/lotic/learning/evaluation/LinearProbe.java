package lotic.learning.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Judges frozen features by the best that a linear classifier makes of them: softmax regression,
/// learnt by gradient descent with momentum.
///
/// The published recipes cut fresh random crops in each epoch. Here epoch e learns from look `e mod
/// looks`: with as many looks as epochs that is the same, with fewer they come again, and with one,
/// the centre, nothing is random but the order.
///
/// Weights begin as normal numbers of deviation 0.01, biases with 0, as SwAV's reference has them.
/// Equal features, labels and seeds give equal bits: one thread, one order of sums.
///
/// @param epochs passes over the images, 1 or more
/// @param batch images a step, 1 or more; the last one of an epoch may be smaller
/// @param rate of the first epoch, above 0
/// @param schedule how the rate goes
/// @param momentum μ, from 0 to below 1
/// @param nesterov whether a step looks ahead along its momentum
/// @param weightDecay added to the gradient of weights and biases, 0 or more
/// @param scaling what is done to features first
public record LinearProbe(
        int epochs,
        int batch,
        double rate,
        EpochSchedule schedule,
        double momentum,
        boolean nesterov,
        double weightDecay,
        Scaling scaling) {

    /// SwAV's (Caron et al. 2020, arXiv:2006.09882, `eval_linear.py`).
    public static final LinearProbe SWAV =
            new LinearProbe(
                    100, 256, 0.3, new EpochSchedule.Cosine(), 0.9, false, 1e-6, Scaling.NONE);

    /// VISSL's for ImageNet, with its batch-norm before the classifier.
    public static final LinearProbe VISSL =
            new LinearProbe(
                    28,
                    256,
                    0.01,
                    new EpochSchedule.Steps(List.of(8, 16, 24), 0.1),
                    0.9,
                    true,
                    5e-4,
                    Scaling.STANDARDISED);

    /// Spread of fresh weights.
    private static final double DEVIATION = 0.01;

    public LinearProbe {
        if (epochs < 1 || batch < 1 || !(rate > 0) || !(weightDecay >= 0)) {
            throw new IllegalArgumentException(
                    "a linear probe of %d epochs, batch %d, rate %s and decay %s: give 1 or more, 1 or more, above 0 and 0 or more"
                            .formatted(epochs, batch, rate, weightDecay));
        }
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException(
                    "the momentum is " + momentum + "; give 0 to below 1, such as 0.9");
        }
    }

    /// Learns from all images.
    ///
    /// @param seed of the fresh weights and of the order of images
    /// @param told how many epochs are over
    /// @throws InterruptedException if the thread is interrupted, within an epoch's time
    public LinearClassifier fit(LabelledFeatures known, long seed, IntConsumer told)
            throws InterruptedException {
        return fit(known, IntStream.range(0, known.images()).toArray(), seed, told);
    }

    /// Learns from some of the images.
    ///
    /// @param rows which, 1 or more
    LinearClassifier fit(LabelledFeatures known, int[] rows, long seed, IntConsumer told)
            throws InterruptedException {
        ChannelScale scale = scaling.of(known.looks(), rows);
        SplittableRandom random = new SplittableRandom(seed);
        SoftmaxRegression model =
                new SoftmaxRegression(known.dimension(), known.classes(), batch, DEVIATION, random);
        int[] order = rows.clone();
        for (int epoch = 0; epoch < epochs; epoch++) {
            Features look = known.looks().get(epoch % known.looks().size());
            Shuffle.shuffle(order, random);
            double now = rate * schedule.factor(epoch, epochs);
            for (int from = 0; from < order.length; from += batch) {
                int[] some = Arrays.copyOfRange(order, from, Math.min(from + batch, order.length));
                model.load(look, some, scale);
                model.step(known.labels(), some, now, this);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("a linear probe was interrupted");
            }
            told.accept(epoch + 1);
        }
        return new LinearClassifier(model, scale);
    }
}
