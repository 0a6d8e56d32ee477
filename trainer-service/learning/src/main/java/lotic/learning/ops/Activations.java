package lotic.learning.ops;

/// What becomes of the feature maps within a [Ops#segment] between a loss and its gradient. Both
/// give the same bits.
public enum Activations {
    /// They are kept: fastest.
    KEPT,
    /// Only what goes into a segment is kept; the rest is computed a second time when its gradient
    /// is taken (Chen et al. 2016, arXiv:1604.06174).
    RECOMPUTED
}
