package lotic.registry.store;

import lotic.registry.format.Manifest;
import lotic.registry.format.Names;

/// A version that someone wants published.
///
/// @param model name of the model
/// @param run the run that made it
/// @param epoch of the run, 0 or more; grows with each start of its trainer
/// @param step after which it was taken, 0 or more
/// @param manifest its files; their blobs must be here
/// @param metadata facts beside the files; JSON text of an object
public record Publication(
        String model, String run, long epoch, long step, Manifest manifest, String metadata) {

    /// Checks names and numbers.
    ///
    /// @throws lotic.registry.format.FormatException if a name breaks the rules
    /// @throws IllegalArgumentException if a number is negative
    public Publication {
        Names.model(model);
        Names.model(run);
        if (epoch < 0 || step < 0) {
            throw new IllegalArgumentException(
                    "epoch is %d, step is %d; give 0 or more".formatted(epoch, step));
        }
    }

    /// What became of it.
    ///
    /// @param version that stands for it now
    /// @param existed true if the run had published this step already
    public record Outcome(Version version, boolean existed) {}
}
