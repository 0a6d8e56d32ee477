package lotic.learning.ops;

/// What batch-norm does with its running statistics.
public enum Mode {
    /// Normalises by the batch and moves the running statistics by a tenth.
    LEARNING,
    /// Normalises by the running statistics.
    SERVING,
    /// Normalises by the batch and moves the running statistics by the scalar `momentum`.
    CALIBRATING
}
