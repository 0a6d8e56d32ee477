package lotic.standalone.command;

import lotic.registry.client.ModelVersion;
import lotic.registry.client.PullProgress;
import lotic.registry.client.RegistryClient;
import lotic.registry.client.VerifiedFolder;
import lotic.registry.format.VersionFile;
import lotic.registry.format.VersionRef;
import lotic.standalone.folder.DataFolder;
import lotic.standalone.terminal.Figures;
import lotic.standalone.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/// Fetches a version and verifies every byte of it.
@Command(
        name = "pull",
        description = {
            "Fetch a version of a model, verified; all of it or nothing.",
            "demo is the newest; demo@37, demo@stable, demo@sha256:9f3c0a1 are others."
        })
final class PullCommand implements Callable<Integer> {

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final RegistryOptions registry = new RegistryOptions();

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "it goes to DIR/NAME/VERSION (default: the folder one is in)")
    private Path destination = Path.of("");

    @Parameters(paramLabel = "NAME[@VERSION]", description = "what to fetch")
    private String reference = "";

    @Override
    public Integer call() {
        Terminal terminal = output.terminal();
        try (RegistryClient client = registry.open()) {
            ModelVersion version = client.version(VersionRef.parse(reference));
            VerifiedFolder pulled =
                    client.pull(
                            version, destination.toAbsolutePath(), new Progress(terminal, version));
            terminal.still();
            String folder = DataFolder.shown(pulled.folder());
            terminal.say("→ %s   (%s/README.md says how to load it)".formatted(folder, folder));
            if (output.json()) {
                terminal.answer(
                        new VersionLine(pulled.version())
                                .json()
                                .put("folder", pulled.folder().toString())
                                .toString());
            }
        }
        return ExitCode.OK.number();
    }

    /// The living line: bytes of all files; each verified file leaves a line of its own.
    private static final class Progress implements PullProgress {

        private static final int BAR_WIDTH = 20;

        private final Terminal terminal;
        private final VersionRef ref;
        private final long total;
        private final Map<String, Long> received = new ConcurrentHashMap<>();

        Progress(Terminal terminal, ModelVersion version) {
            this.terminal = terminal;
            this.ref = version.ref();
            this.total = version.manifest().files().stream().mapToLong(VersionFile::size).sum();
        }

        @Override
        public void received(VersionFile file, long bytes) {
            received.put(file.path(), bytes);
            long all = received.values().stream().mapToLong(Long::longValue).sum();
            terminal.live(
                    "%s  %s / %s  %s"
                            .formatted(
                                    ref,
                                    Figures.bytes(all),
                                    Figures.bytes(total),
                                    Figures.bar((double) all / total, BAR_WIDTH)));
        }

        @Override
        public void verified(VersionFile file) {
            terminal.say(
                    "%s  %s  %s  verified".formatted(ref, file.path(), Figures.bytes(file.size())));
        }
    }
}
