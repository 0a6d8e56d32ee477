package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.benchmarks.Machine;
import lotic.benchmarks.Spread;
import lotic.benchmarks.quality.LabelledPicture;
import lotic.benchmarks.quality.QualityBenchmark;
import lotic.benchmarks.quality.RecipeEdits;
import lotic.learning.engine.Compute;
import lotic.learning.engine.NativeTuning;
import lotic.learning.health.LearningHealth.State;
import lotic.learning.recipe.Presets;
import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.RecipeJson;
import lotic.standalone.terminal.Figures;
import lotic.standalone.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// Tells how well a recipe learns.
@Command(
        name = "quality",
        showDefaultValues = true,
        description = {
            "Let a recipe learn from labelled pictures as a stream, and tell how well its features",
            "find pictures of the same class. Labels are shown to the judge alone."
        })
final class BenchQualityCommand implements Callable<Integer> {

    @Mixin private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "the recipe: tiny, drawn, small or seer")
    private String preset = "small";

    @Option(
            names = "--recipe",
            paramLabel = "FILE",
            description = "a recipe's JSON instead of a preset")
    private @Nullable Path recipe;

    @Option(
            names = "--set",
            paramLabel = "KEY=JSON",
            description = "change a setting of the recipe: --set objective.epsilon=0.05")
    private List<String> edits = List.of();

    @Option(
            names = "--queries",
            paramLabel = "PATH",
            required = true,
            split = ",",
            description = "labelled pictures to judge by; they are never learnt")
    private List<Path> queries = List.of();

    @Option(names = "--bank", paramLabel = "N", description = "first pictures that the judge knows")
    private int bank = 10_000;

    @Option(names = "--images", paramLabel = "N", description = "to learn, in rounds")
    private long images = 150_000;

    @Option(names = "--every", paramLabel = "N", description = "images between two judgements")
    private long every = 15_000;

    @Option(names = "--seeds", paramLabel = "N", split = ",", description = "one run for each")
    private List<Long> seeds = List.of(1L, 2L, 3L);

    @Option(names = "--threads", paramLabel = "N", description = "of the engine")
    private int threads = 2;

    @Option(names = "--pixels", description = "judge bare pixels, too; takes a minute")
    private boolean pixels;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "labelled pictures to learn: folders and WebDataset tars with .cls")
    private List<Path> paths = List.of();

    private record Run(long seed, QualityBenchmark.Result result) {}

    @Override
    public Integer call() throws IOException {
        Terminal terminal = output.terminal();
        StopSignal.endAtOnce(terminal);
        Machine machine = Machine.here();
        var _ = NativeTuning.apply(System.getenv()); // as the trainer does
        List<LabelledPicture> stream = LabelledPictures.read(paths, PictureOptions.BYTES_MAX);
        List<LabelledPicture> judged = LabelledPictures.read(queries, PictureOptions.BYTES_MAX);
        Compute compute = new Compute(Compute.Device.CPU, threads);
        List<Run> runs = new ArrayList<>();
        Optional<QualityBenchmark.Baseline> baseline = Optional.empty();
        terminal.say(machine.line());
        terminal.say(
                "%s pictures to learn, %s to judge by"
                        .formatted(Figures.count(stream.size()), Figures.count(judged.size())));
        for (long seed : seeds) {
            var benchmark = new QualityBenchmark(recipe(seed), stream, bank, judged, compute);
            if (pixels && baseline.isEmpty()) {
                baseline = Optional.of(benchmark.baseline());
                terminal.say(line(baseline.get(), judged.size()));
            }
            runs.add(
                    new Run(
                            seed,
                            benchmark.run(images, every, mark -> terminal.say(line(seed, mark)))));
            terminal.say(line(runs.getLast()));
        }
        terminal.say(line(runs));
        if (output.json()) {
            terminal.answer(json(machine, stream.size(), judged.size(), baseline, runs).toString());
        }
        return ExitCode.OK.number();
    }

    private Recipe recipe(long seed) throws IOException {
        Recipe plain =
                recipe == null
                        ? Presets.named(preset, seed)
                        : RecipeJson.read(Files.readString(recipe)).withSeed(seed);
        return RecipeEdits.apply(plain, edits).withSeed(seed);
    }

    private String line(QualityBenchmark.Baseline baseline, int queries) {
        return String.format(
                Locale.ROOT,
                "kNN of %d pictures against %d: thumbnails %.1f %%, raw pixels %.1f %%",
                queries,
                bank,
                100 * baseline.thumbnails(),
                100 * baseline.rawPixels());
    }

    private static String line(long seed, QualityBenchmark.Mark mark) {
        return String.format(
                Locale.ROOT,
                "seed %d  step %6d  %7d images  loss %.3f  rate %.4g  codes %.2f  rank %5.1f"
                        + "  kNN %.1f %%  %.0f images/s",
                seed,
                mark.step(),
                mark.images(),
                mark.loss(),
                mark.learningRate(),
                mark.codesEntropy(),
                mark.effectiveRank(),
                100 * mark.knn(),
                mark.images() / mark.learningSeconds());
    }

    private static String line(Run run) {
        double knn = run.result().last().knn();
        return String.format(
                Locale.ROOT,
                "seed %d  kNN %.1f %%, untrained %.1f %%: %+.1f   health: %s",
                run.seed(),
                100 * knn,
                100 * run.result().untrained(),
                100 * (knn - run.result().untrained()),
                run.result().health().entrySet().stream()
                        .map(verdict -> word(verdict.getKey()) + " from step " + verdict.getValue())
                        .collect(Collectors.joining(", ")));
    }

    private static String word(State health) {
        return health.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String line(List<Run> runs) {
        Spread knn = Spread.of(runs.stream().map(run -> run.result().last().knn()).toList());
        double mean =
                runs.stream().mapToDouble(run -> run.result().last().knn()).average().orElseThrow();
        return String.format(
                Locale.ROOT,
                "kNN over %d seeds: mean %.1f %%, %.1f … %.1f %%",
                runs.size(),
                100 * mean,
                100 * knn.min(),
                100 * knn.max());
    }

    private ObjectNode json(
            Machine machine,
            int stream,
            int judged,
            Optional<QualityBenchmark.Baseline> baseline,
            List<Run> runs)
            throws IOException {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("machine", machine.line())
                        .put("threads", threads)
                        .put("stream", stream)
                        .put("queries", judged)
                        .put("bank", bank);
        baseline.ifPresent(
                bare ->
                        json.put("thumbnails", bare.thumbnails())
                                .put("raw_pixels", bare.rawPixels()));
        json.set("recipe", RecipeJson.tree(recipe(seeds.getFirst())));
        ArrayNode made = json.putArray("runs");
        for (Run run : runs) {
            ObjectNode one =
                    made.addObject()
                            .put("seed", run.seed())
                            .put("untrained", run.result().untrained())
                            .put("knn", run.result().last().knn());
            ObjectNode health = one.putObject("health");
            run.result().health().forEach((state, step) -> health.put(word(state), step));
            ArrayNode course = one.putArray("course");
            run.result()
                    .course()
                    .forEach(
                            mark ->
                                    course.addObject()
                                            .put("step", mark.step())
                                            .put("images", mark.images())
                                            .put("loss", mark.loss())
                                            .put("learning_rate", mark.learningRate())
                                            .put("codes_entropy", mark.codesEntropy())
                                            .put("knn", mark.knn())
                                            .put("effective_rank", mark.effectiveRank())
                                            .put("learning_seconds", mark.learningSeconds()));
        }
        return json;
    }
}
