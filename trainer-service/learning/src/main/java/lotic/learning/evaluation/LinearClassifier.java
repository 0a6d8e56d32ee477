package lotic.learning.evaluation;

import java.util.stream.IntStream;

/// What a linear probe has learnt. One thread at a time.
public final class LinearClassifier {

    private final SoftmaxRegression model;
    private final ChannelScale scale;

    LinearClassifier(SoftmaxRegression model, ChannelScale scale) {
        this.model = model;
        this.scale = scale;
    }

    /// (classes, F + 1), biases last.
    float[] weights() {
        return model.weights();
    }

    /// The class of each image; of equal ones the lowest.
    public int[] predict(Features features) {
        int[] predictions = new int[features.rows()];
        for (int from = 0; from < predictions.length; from += model.batch()) {
            int to = Math.min(from + model.batch(), predictions.length);
            model.load(features, IntStream.range(from, to).toArray(), scale);
            model.predict(predictions, from, to);
        }
        return predictions;
    }

    /// The share of images that it gives their own class, 0 to 1, by their first look.
    public double accuracy(LabelledFeatures images) {
        return images.accuracy(predict(images.looks().getFirst()));
    }
}
