package lotic.trainer.run;

import lotic.learning.rate.RateCommand;

/// An operator's word to a run. It is journalled before the step that it touches.
public sealed interface RunCommand {

    /// Make no further steps.
    record Pause() implements RunCommand {}

    /// Go on after a pause.
    record Continue() implements RunCommand {}

    /// A word to the learning rate.
    record Rate(RateCommand command) implements RunCommand {}
}
