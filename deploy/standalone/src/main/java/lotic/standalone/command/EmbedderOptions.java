package lotic.standalone.command;

import lotic.registry.client.PullProgress;
import lotic.registry.client.RegistryClient;
import lotic.registry.format.VersionRef;
import lotic.registry.inference.Embedder;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;

/// Which version looks at pictures, and with how many threads.
public final class EmbedderOptions {

    private static final String OF_A_VERSION = "preprocessor_config.json";

    @Mixin private final RegistryOptions registry = new RegistryOptions();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "pictures that are looked at at once (default: one a processor)")
    private int threads = Runtime.getRuntime().availableProcessors();

    /// How many pictures are looked at at once.
    int threads() {
        if (threads < 1) {
            throw new CommandException(
                    ExitCode.USAGE, "--threads is %d; give 1 or more".formatted(threads));
        }
        return threads;
    }

    /// The embedder of what a user named.
    ///
    /// @param model a folder that was pulled, or a model of the registry with or without a version
    Embedder open(String model) {
        Path folder = Path.of(model);
        if (Files.exists(folder.resolve(OF_A_VERSION))) {
            return Embedder.open(folder, named(folder));
        }
        // Beside the folder demo, into which versions of it were pulled, demo is still the model.
        if (Files.isDirectory(folder) && folder.getNameCount() > 1) {
            throw new CommandException(
                    ExitCode.NOT_FOUND,
                    "%s is not the folder of a version: it has no %s. Give one that was pulled, such as demo/37"
                            .formatted(model, OF_A_VERSION));
        }
        try (RegistryClient client = registry.open()) {
            return Embedder.fetch(client, VersionRef.parse(model), PullProgress.SILENT);
        }
    }

    /// Pull puts version 37 of demo into `demo/37`.
    private static String named(Path folder) {
        Path real = folder.toAbsolutePath().normalize();
        Path parent = real.getParent();
        String last = String.valueOf(real.getFileName());
        return parent != null && parent.getFileName() != null && last.matches("[1-9][0-9]*")
                ? parent.getFileName() + "@" + last
                : last;
    }
}
