package lotic.standalone.push;

import lotic.standalone.source.Sample;

/// How one picture is brought to the gate, with all the patience it takes.
public interface Delivery {

    /// Brings it there, waiting where that helps.
    ///
    /// @throws lotic.standalone.http.ServiceException if the gate cannot be reached, or stays busy
    ///   beyond patience
    Fate deliver(Sample sample) throws InterruptedException;

    /// What became of it.
    sealed interface Fate {

        /// The broker has it.
        record Accepted() implements Fate {}

        /// The very same bytes were handed in before.
        record SeenBefore() implements Fate {}

        /// It was turned away.
        record Rejected(String code, String detail) implements Fate {}
    }
}
