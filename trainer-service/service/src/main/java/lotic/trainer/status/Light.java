package lotic.trainer.status;

/// The colour of the dot before the sentence, the gravest last.
public enum Light {
    /// All is well, or on its way.
    GREEN,
    /// It goes on, but somebody should do something.
    AMBER,
    /// It does not do what it is there for.
    RED
}
