package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.registry.inference.Embedder;
import lotic.standalone.embed.Embedded;
import lotic.standalone.embed.EmbeddingRun;
import lotic.standalone.embed.FeatureFile;
import lotic.standalone.source.Pictures;
import lotic.standalone.source.SampleSource;
import lotic.standalone.terminal.Figures;
import lotic.standalone.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;

/// Writes the features of pictures into a file.
@Command(
        name = "embed",
        description = {
            "Write the features of pictures: files, folders, WebDataset tars.",
            "FILE.safetensors holds the tensors features (pictures, F) and paths (UTF-8, a line"
                    + " each); FILE.parquet and FILE.ndjson a row and a line for each picture, with"
                    + " path and features. It appears when it is whole."
        },
        footer = {
            "",
            "Ends with 0 if all pictures have features, 1 if some do not, which are named,",
            "3 if there is no such model or picture, 5 if the registry cannot be reached,",
            "130 after Ctrl-C, which leaves no file."
        })
final class EmbedCommand implements Callable<Integer> {

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final EmbedderOptions options = new EmbedderOptions();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description = "what is written; ends with .safetensors, .parquet or .ndjson")
    private Path target = Path.of("");

    @Parameters(
            index = "0",
            paramLabel = "NAME[@VERSION]|DIR",
            description = "a model of the registry, or the folder of a version that was pulled")
    private String model = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PATH", description = "pictures")
    private List<Path> paths = List.of();

    @Override
    public Integer call() throws Exception {
        return StopSignal.givingUp(this::embed);
    }

    private int embed() throws IOException, InterruptedException {
        Terminal terminal = output.terminal();
        requireKnownEnding();
        Pictures pictures = Pictures.of(paths);
        try (Embedder embedder = options.open(model);
                SampleSource source = pictures.once();
                FeatureFile file =
                        FeatureFile.create(
                                target.toAbsolutePath(),
                                embedder.version(),
                                embedder.dimension())) {
            var progress = new EmbedProgress(terminal, InstantSource.system(), pictures.count());
            try {
                new EmbeddingRun(embedder, options.threads())
                        .run(
                                source,
                                picture -> {
                                    add(file, picture);
                                    progress.count(picture);
                                });
            } finally {
                progress.stop();
            }
            file.complete();
            report(terminal, embedder, progress);
            return (progress.refused() == 0 ? ExitCode.OK : ExitCode.FAILED).number();
        }
    }

    private void requireKnownEnding() {
        try {
            FeatureFile.Kind.of(target);
        } catch (IllegalArgumentException unknown) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(unknown.getMessage()));
        }
    }

    private static void add(FeatureFile file, Embedded picture) {
        if (picture.vector().isPresent()) {
            try {
                file.add(picture.sample().name(), picture.vector().get());
            } catch (IOException unwritable) {
                throw new UncheckedIOException(String.valueOf(unwritable.getMessage()), unwritable);
            }
        }
    }

    private void report(Terminal terminal, Embedder embedder, EmbedProgress progress) {
        terminal.say(
                "%s: %s pictures, %d features each, by %s, in %s"
                        .formatted(
                                target,
                                Figures.count(progress.embedded()),
                                embedder.dimension(),
                                embedder.version(),
                                Figures.span(progress.elapsed())));
        if (output.json()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("file", target.toString());
            json.put("version", embedder.version());
            json.put("dimension", embedder.dimension());
            json.put("embedded", progress.embedded());
            json.put("refused", progress.refused());
            json.put("seconds", progress.elapsed().toMillis() / 1000.0);
            terminal.answer(json.toString());
        }
    }
}
