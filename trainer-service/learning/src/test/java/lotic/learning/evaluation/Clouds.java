package lotic.learning.evaluation;

import java.util.SplittableRandom;

/// Images of classes whose features lie around a point each.
final class Clouds {

    private Clouds() {}

    /// Image i is of class i mod classes, whose point is 1 at the number of the class, else 0..
    ///
    /// @param spread half the width of the cube around a point; below 0.5 classes are apart
    static LabelledFeatures of(int images, int dimension, int classes, double spread, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[images * dimension];
        int[] labels = new int[images];
        for (int image = 0; image < images; image++) {
            labels[image] = image % classes;
            for (int i = 0; i < dimension; i++) {
                double centre = i == labels[image] ? 1 : 0;
                values[image * dimension + i] =
                        (float) (centre + random.nextDouble(-spread, Math.max(spread, 1e-9)));
            }
        }
        return LabelledFeatures.of(new Features(images, dimension, values), labels, classes);
    }
}
