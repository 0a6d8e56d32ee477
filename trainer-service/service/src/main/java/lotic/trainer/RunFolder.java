package lotic.trainer;

import java.nio.file.Path;

/// Where a run keeps what must survive the trainer, so that several runs can follow each other in
/// one data folder.
///
/// @param root of the run alone
public record RunFolder(Path root) {

    /// The folder of a run: `runs/NAME` in the data folder.
    public static RunFolder of(TrainerSettings settings) {
        return new RunFolder(settings.dataFolder().resolve("runs").resolve(settings.run()));
    }

    /// The checkpoints.
    public Path checkpoints() {
        return root.resolve("checkpoints");
    }

    /// The files of held-out images.
    public Path heldOut() {
        return root.resolve("held-out");
    }

    /// The files of recently learnt images.
    public Path replay() {
        return root.resolve("replay");
    }

    /// What prototypes stood for, version by version.
    public Path galleries() {
        return root.resolve("galleries");
    }

    /// Versions that wait for the registry, and the memory of those that it has.
    public Path publish() {
        return root.resolve("publish");
    }
}
