package lotic.learning.recipe;

/// The number type of convolutions and matrix products; weights, statistics, prototypes and losses
/// stay float32.
public enum Precision {
    FP32,
    BF16
}
