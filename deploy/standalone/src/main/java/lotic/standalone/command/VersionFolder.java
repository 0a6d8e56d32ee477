package lotic.standalone.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Tells a version's folder from a model of the registry.
final class VersionFolder {

    private VersionFolder() {}

    /// The folder that a user named.
    ///
    /// @param named a folder that was pulled, or a model with or without a version
    /// @param mark a file that folders of versions have
    /// @return empty if it is a model
    /// @throws CommandException if it can be no model, and is no folder of a version either
    static Optional<Path> of(String named, String mark) {
        Path folder = Path.of(named);
        if (Files.isRegularFile(folder.resolve(mark))) {
            return Optional.of(folder);
        }
        // Beside the folder demo, into which versions of it were pulled, demo is still the model.
        if (folder.getNameCount() < 2) {
            return Optional.empty();
        }
        throw new CommandException(
                ExitCode.NOT_FOUND,
                Files.isDirectory(folder)
                        ? "%s is not the folder of a version: it has no %s. Give one that was pulled, such as demo/37"
                                .formatted(named, mark)
                        : "There is no folder %s. Give one that was pulled, such as demo/37, or a model, such as demo@37"
                                .formatted(named));
    }
}
