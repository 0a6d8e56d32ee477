package lotic.trainer.plan;

import lotic.schemas.Passed;
import lotic.schemas.Slice;

import java.util.List;

/// What planning came to.
public sealed interface Draft {

    /// No record waits below the ends.
    record Nothing() implements Draft {}

    /// A decision needs a fact that is not known yet.
    ///
    /// @param partition of the fact
    /// @param offset from which on the fact is looked for
    record Missing(int partition, long offset) implements Draft {}

    /// A decision.
    ///
    /// @param slices what the step moves the cursor over, partitions ascending
    /// @param passed records inside the slices that are not learnt, in the slices' order
    /// @param fresh records to learn, in the slices' order; no more than the batch has places
    record Ready(List<Slice> slices, List<Passed> passed, List<Fact> fresh) implements Draft {

        public Ready {
            slices = List.copyOf(slices);
            passed = List.copyOf(passed);
            fresh = List.copyOf(fresh);
        }
    }
}
