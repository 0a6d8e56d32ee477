package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.registry.inference.Embedder;
import lotic.standalone.embed.Embedded;
import lotic.standalone.embed.EmbeddingRun;
import lotic.standalone.embed.Nearest;
import lotic.standalone.embed.Nearest.Neighbour;
import lotic.standalone.embed.NeighboursPage;
import lotic.standalone.source.Pictures;
import lotic.standalone.source.Sample;
import lotic.standalone.source.SampleSource;
import lotic.standalone.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// Finds the pictures that a version takes for the most similar.
@Command(
        name = "nearest",
        description =
                "Print the pictures that are most similar to one, with the cosine of their"
                        + " features, the most similar first.",
        footer = {
            "",
            "Ends with 0 if all pictures were compared, 1 if some could not be, which are named,",
            "3 if there is no such model or picture, 5 if the registry cannot be reached,",
            "130 after Ctrl-C."
        })
final class NearestCommand implements Callable<Integer> {

    /// Pictures that are shown are kept in memory until the last one was compared.
    private static final int COUNT_MAX = 1000;

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final EmbedderOptions options = new EmbedderOptions();

    @Option(
            names = "--in",
            required = true,
            arity = "1..*",
            paramLabel = "PATH",
            description = "pictures to look among: files, folders, WebDataset tars")
    private List<Path> paths = List.of();

    @Option(names = "--count", paramLabel = "N", description = "how many are shown (default: 10)")
    private int count = 10;

    @Option(names = "--html", paramLabel = "FILE", description = "draw them as a page, too")
    private @Nullable Path page;

    @Parameters(
            index = "0",
            paramLabel = "NAME[@VERSION]|DIR",
            description = "a model of the registry, or the folder of a version that was pulled")
    private String model = "";

    @Parameters(index = "1", paramLabel = "IMAGE", description = "the picture to compare with")
    private Path image = Path.of("");

    @Override
    public Integer call() throws Exception {
        return StopSignal.givingUp(this::find);
    }

    private int find() throws IOException, InterruptedException {
        Terminal terminal = output.terminal();
        if (count < 1 || count > COUNT_MAX) {
            throw new CommandException(
                    ExitCode.USAGE, "--count is %d; give 1 to %d".formatted(count, COUNT_MAX));
        }
        requirePlaceForThePage();
        Sample query = query();
        Pictures pictures = Pictures.of(paths);
        try (Embedder embedder = options.open(model);
                SampleSource source = pictures.once()) {
            var progress = new EmbedProgress(terminal, InstantSource.system(), pictures.count());
            var nearest = new Nearest(features(embedder, query), count);
            try {
                new EmbeddingRun(embedder, options.threads())
                        .run(
                                source,
                                picture -> {
                                    picture.vector()
                                            .ifPresent(it -> nearest.add(picture.sample(), it));
                                    progress.count(picture);
                                });
            } finally {
                progress.stop();
            }
            report(terminal, embedder.version(), query, nearest.neighbours());
            return (progress.refused() == 0 ? ExitCode.OK : ExitCode.FAILED).number();
        }
    }

    private void requirePlaceForThePage() {
        if (page != null
                && (Files.isDirectory(page)
                        || !Files.isDirectory(page.toAbsolutePath().resolveSibling("")))) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--html is %s; give a file in a folder that is there".formatted(page));
        }
    }

    private static float[] features(Embedder embedder, Sample query) {
        Embedded asked = EmbeddingRun.embed(embedder, query);
        return asked.vector()
                .orElseThrow(
                        () ->
                                new CommandException(
                                        ExitCode.FAILED, query.name() + ": " + asked.refusal()));
    }

    private Sample query() throws NoSuchFileException {
        if (!Files.isRegularFile(image)) {
            throw new NoSuchFileException(
                    "There is no picture %s. Give a picture's file.".formatted(image));
        }
        try (SampleSource one = Pictures.of(List.of(image)).once()) {
            return one.next().orElseThrow();
        }
    }

    private void report(Terminal terminal, String version, Sample query, List<Neighbour> neighbours)
            throws IOException {
        for (Neighbour neighbour : neighbours) {
            terminal.say(
                    String.format(
                            Locale.ROOT,
                            "%6.3f  %s",
                            neighbour.similarity(),
                            neighbour.sample().name()));
        }
        if (page != null) {
            Files.writeString(page, NeighboursPage.of(version, query, neighbours));
            terminal.say("→ " + page);
        }
        if (output.json()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("version", version);
            json.put("image", query.name());
            ArrayNode found = json.putArray("nearest");
            for (Neighbour neighbour : neighbours) {
                found.addObject()
                        .put("path", neighbour.sample().name())
                        .put("similarity", neighbour.similarity());
            }
            terminal.answer(json.toString());
        }
    }
}
