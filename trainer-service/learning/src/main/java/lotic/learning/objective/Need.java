package lotic.learning.objective;

/// What a sample must carry beside its image.
public enum Need {
    /// Its class; in a batch (B, classes), the share of each class in each image.
    LABEL
}
