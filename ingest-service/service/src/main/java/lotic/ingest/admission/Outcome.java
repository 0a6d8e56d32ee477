package lotic.ingest.admission;

import lotic.schemas.RejectionReason;

/// What admission decided about one record of the submitted topic. There is exactly one for each.
public sealed interface Outcome {

    /// The record was a submission of its own, and this is what came of it.
    sealed interface Settled extends Outcome {}

    /// Stamped and forwarded.
    ///
    /// @param repeat true if the same bytes were admitted before within the duplicate window
    /// @param animated true if it has frames after the first, which are left out
    record Admitted(boolean repeat, boolean animated) implements Settled {}

    /// Dropped: the same bytes were admitted before within the duplicate window.
    record Duplicate() implements Settled {}

    /// Turned away to the rejected topic.
    ///
    /// @param detail the broken rule in words
    record Rejected(RejectionReason reason, String detail) implements Settled {}

    /// Dropped without being counted as a submission: the same submission, by its id, came before.
    /// A sender that was not told of its first attempt's success has tried again.
    record Resent() implements Outcome {}
}
