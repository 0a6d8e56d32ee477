package lotic.learning.evaluation;

/// What makes two images near.
public enum Similarity {
    /// The cosine of their features.
    COSINE {
        @Override
        Features prepared(Features features) {
            return features.ofUnitLength();
        }
    },

    /// The inner product of their features as they are: an image with long features is near to
    /// many.
    INNER_PRODUCT {
        @Override
        Features prepared(Features features) {
            return features;
        }
    };

    /// Features whose inner products are the similarities.
    abstract Features prepared(Features features);
}
