package lotic.trainer.steps;

import lotic.schemas.StepReport;

import java.util.Optional;

/// Whose decision a step is.
public sealed interface Origin {

    /// This start of the trainer decided it.
    record Decided() implements Origin {}

    /// An earlier start decided it.
    ///
    /// @param reported what that start said of it, if it came to make it
    record Followed(Optional<StepReport> reported) implements Origin {}
}
