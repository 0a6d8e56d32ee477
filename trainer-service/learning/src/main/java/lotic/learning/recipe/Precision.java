package lotic.learning.recipe;

/// The number type of convolutions and matrix products; weights, statistics, prototypes and losses
/// stay float32.
public enum Precision {
    FP32,
    BF16,
    /// With a loss scale that finds its own size (Micikevicius et al. 2017, arXiv:1710.03740). On
    /// the CPU for trials only: its float16 is slow.
    FP16
}
