package lotic.learning.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Weights of a linear classifier and the batch that they are shown. One thread.
///
/// The batch lies both by images and turned, so that each inner loop runs over what lies side by
/// side: the compiler makes vector instructions of it without changing the order of any sum. Each
/// image has a 1 behind its features, whose weight is the bias.
final class SoftmaxRegression {

    private final int width;
    private final int classes;
    private final int batch;

    /// (classes, F + 1)
    private final float[] weights;

    private final float[] momenta;

    /// (batch, F + 1)
    private final float[] images;

    /// (F + 1, batch)
    private final float[] turned;

    /// (classes, batch), and after a backward pass the mean loss's slopes by the scores
    private final float[] scores;

    private final float[] gradient;
    private final double[] shares;

    /// Fresh weights.
    ///
    /// @param dimension F
    /// @param batch the most images at a time
    /// @param deviation of the weights around 0; biases are 0
    SoftmaxRegression(
            int dimension, int classes, int batch, double deviation, SplittableRandom random) {
        this.width = dimension + 1;
        this.classes = classes;
        this.batch = batch;
        weights = new float[classes * width];
        for (int c = 0; c < classes; c++) {
            for (int i = 0; i < dimension; i++) {
                weights[c * width + i] = (float) (deviation * gaussian(random));
            }
        }
        momenta = new float[weights.length];
        images = new float[batch * width];
        turned = new float[batch * width];
        scores = new float[classes * batch];
        gradient = new float[width];
        shares = new double[classes];
    }

    /// Box and Muller's transform in strict arithmetic, for the same bits on every machine.
    private static double gaussian(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }

    int batch() {
        return batch;
    }

    /// (classes, F + 1), biases last.
    float[] weights() {
        return weights.clone();
    }

    /// Takes images up.
    ///
    /// @param rows of the features, at most a batch
    void load(Features features, int[] rows, ChannelScale scale) {
        for (int image = 0; image < rows.length; image++) {
            int at = image * width;
            scale.apply(features, rows[image], images, at);
            images[at + width - 1] = 1;
            for (int i = 0; i < width; i++) {
                turned[i * batch + image] = images[at + i];
            }
        }
    }

    /// Writes the classes of the loaded images, which are those from one row to another.
    void predict(int[] predictions, int from, int to) {
        score(to - from);
        for (int image = 0; image < to - from; image++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = scores[c * batch + image] > scores[best * batch + image] ? c : best;
            }
            predictions[from + image] = best;
        }
    }

    /// Moves against the gradient of the mean cross-entropy of the loaded images.
    ///
    /// @param labels of all images
    /// @param rows those that are loaded
    /// @return the mean cross-entropy before the move
    double step(int[] labels, int[] rows, double rate, LinearProbe probe) {
        score(rows.length);
        double loss = 0;
        for (int image = 0; image < rows.length; image++) {
            loss += slopes(image, labels[rows[image]], rows.length);
        }
        for (int c = 0; c < classes; c++) {
            int at = c * width;
            for (int i = 0; i < width; i++) {
                gradient[i] = (float) probe.weightDecay() * weights[at + i];
            }
            for (int image = 0; image < rows.length; image++) {
                addScaled(images, image * width, scores[c * batch + image], gradient);
            }
            move(at, (float) rate, (float) probe.momentum(), probe.nesterov() ? 1 : 0);
        }
        return loss / rows.length;
    }

    /// Momentum as PyTorch has it: the first step takes the gradient whole.
    ///
    /// @param ahead 1 looks ahead along the momentum (Nesterov), 0 does not
    private void move(int at, float rate, float momentum, float ahead) {
        for (int i = 0; i < width; i++) {
            float moved = momentum * momenta[at + i] + gradient[i];
            momenta[at + i] = moved;
            float further = momentum * moved + gradient[i];
            weights[at + i] -= rate * (ahead * further + (1 - ahead) * moved);
        }
    }

    private static void addScaled(float[] from, int at, float factor, float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += factor * from[at + i];
        }
    }

    private void score(int count) {
        for (int c = 0; c < classes; c++) {
            int row = c * batch;
            Arrays.fill(scores, row, row + count, 0);
            int at = c * width;
            int i = 0;
            for (; i + 4 <= width; i += 4) {
                add4(at + i, i * batch, row, count);
            }
            for (; i < width; i++) {
                for (int image = 0; image < count; image++) {
                    scores[row + image] += weights[at + i] * turned[i * batch + image];
                }
            }
        }
    }

    /// Four numbers at once, so that sums are loaded and stored a quarter as often.
    private void add4(int at, int from, int row, int count) {
        float w0 = weights[at];
        float w1 = weights[at + 1];
        float w2 = weights[at + 2];
        float w3 = weights[at + 3];
        for (int image = 0; image < count; image++) {
            scores[row + image] +=
                    w0 * turned[from + image]
                            + w1 * turned[from + batch + image]
                            + w2 * turned[from + 2 * batch + image]
                            + w3 * turned[from + 3 * batch + image];
        }
    }

    /// Replaces an image's scores by the slopes of the mean loss: softmax less one-hot, over count.
    ///
    /// @return its cross-entropy
    private double slopes(int image, int label, int count) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            largest = Math.max(largest, scores[c * batch + image]);
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            shares[c] = StrictMath.exp(scores[c * batch + image] - largest);
            sum += shares[c];
        }
        double loss = StrictMath.log(sum) - (scores[label * batch + image] - largest);
        for (int c = 0; c < classes; c++) {
            double wanted = c == label ? 1 : 0;
            scores[c * batch + image] = (float) ((shares[c] / sum - wanted) / count);
        }
        return loss;
    }
}
