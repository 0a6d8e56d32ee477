package lotic.trainer.steps;

import lotic.trainer.stream.Decoded;

/// Sees every record as a plan takes it, for people to look at. It is called on the planning
/// thread, so it must neither wait nor decode.
public interface Witness {

    /// Sees nothing.
    Witness NOBODY = (_, _) -> {};

    /// A plan takes a record.
    ///
    /// @param step whose plan takes it; the step makes use of it only if it is learnt
    void planned(long step, Decoded record);
}
