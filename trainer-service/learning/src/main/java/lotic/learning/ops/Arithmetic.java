package lotic.learning.ops;

/// The number types of a program: weights, statistics and losses have one, convolutions may have a
/// faster one.
public enum Arithmetic {
    /// For comparisons with golden vectors.
    FLOAT64("float64", 7, 7),
    FLOAT32("float32", 6, 6),
    /// Convolutions and norms of feature maps in bfloat16, everything else in float32.
    BFLOAT16("bfloat16", 6, 15),
    /// Convolutions and norms of feature maps in float16, everything else in float32.
    FLOAT16("float16", 6, 5);

    private final String title;
    private final int exact;
    private final int fast;

    /// A pair of types.
    ///
    /// @param exact PyTorch's number of the weights' type (c10/core/ScalarType.h)
    /// @param fast PyTorch's number of the convolutions' type
    Arithmetic(String title, int exact, int fast) {
        this.title = title;
        this.exact = exact;
        this.fast = fast;
    }

    int exact() {
        return exact;
    }

    int fast() {
        return fast;
    }

    @Override
    public String toString() {
        return title;
    }
}
