package lotic.standalone.command;

import lotic.registry.client.PullProgress;
import lotic.registry.client.RegistryClient;
import lotic.registry.format.VersionRef;
import lotic.registry.inference.Embedder;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Optional;

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
        Optional<Path> folder = VersionFolder.of(model, OF_A_VERSION);
        if (folder.isPresent()) {
            return Embedder.open(folder.get(), named(folder.get()));
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
