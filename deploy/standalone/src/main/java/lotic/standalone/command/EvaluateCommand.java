package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.learning.engine.Compute;
import lotic.learning.engine.NativeTuning;
import lotic.learning.engine.Torch;
import lotic.registry.client.RegistryClient;
import lotic.registry.format.VersionRef;
import lotic.standalone.evaluate.EvaluationRun;
import lotic.standalone.evaluate.EvaluationSettings;
import lotic.standalone.evaluate.FeatureFolder;
import lotic.standalone.evaluate.JudgedVersion;
import lotic.standalone.evaluate.Protocol;
import lotic.standalone.evaluate.ReportJson;
import lotic.standalone.source.Pictures;
import lotic.standalone.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/// Judges a version by labelled pictures.
@Command(
        name = "evaluate",
        description = {
            "Judge a version's features by labelled pictures: files .cls beside pictures, in"
                    + " folders or WebDataset tars.",
            "  knn        nearest neighbours: solo-learn's convention, the majority, VISSL's",
            "  linear     a linear classifier on frozen features: SwAV's recipe, and VISSL's",
            "  low-shot   SwAV's with 1, 5, 10, 25 pictures of a class, with 1 %% and 10 %% of all",
            "  fine-tune  the whole network learns on: SEER's recipe, which takes a GPU or a small"
                    + " --tune-epochs",
            "  low-shot-fine-tune",
            "             the same from 1 %% and from 10 %% of all: SwAV's recipe",
            "The result, with every constant, is attached to the version in the registry. The same"
                    + " version, pictures and settings give the same result."
        },
        footer = {
            "",
            "Ends with 1 if the pictures do not do, 3 if there is no such model or picture,",
            "5 if the registry cannot be reached, 130 after Ctrl-C."
        })
final class EvaluateCommand implements Callable<Integer> {

    /// Each stands in the result, which has its bound.
    private static final int DRAWS_MAX = 100;

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final RegistryOptions registry = new RegistryOptions();

    @Option(
            names = "--data",
            required = true,
            arity = "1..*",
            paramLabel = "PATH",
            description = "labelled pictures to learn from: tars and folders")
    private List<Path> data = List.of();

    @Option(
            names = "--test",
            arity = "1..*",
            paramLabel = "PATH",
            description = "labelled pictures to be judged by; without, a fifth of the others is")
    private List<Path> test = List.of();

    @Option(
            names = "--protocols",
            split = ",",
            paramLabel = "P",
            description =
                    "some of ${COMPLETION-CANDIDATES}, with commas (default:"
                            + " knn,linear,low-shot)",
            converter = ProtocolName.class,
            completionCandidates = ProtocolName.class)
    private Set<Protocol> protocols = EnumSet.of(Protocol.KNN, Protocol.LINEAR, Protocol.LOW_SHOT);

    @Option(
            names = "--crops",
            paramLabel = "N",
            description =
                    "random crops of each picture from which linear classifiers learn, one after"
                        + " the other; 100 is what SwAV does, 0 takes the centre alone (default:"
                        + " ${DEFAULT-VALUE})")
    private int crops = 8;

    @Option(
            names = "--draws",
            paramLabel = "N",
            description =
                    "how often the pictures of a low-shot size are drawn (default:"
                            + " ${DEFAULT-VALUE})")
    private int draws = 5;

    @Mixin private final TuningOptions tuning = new TuningOptions();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of crops, draws and orders (default: 0)")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "of the engine and of decoding (default: one a processor)")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--features",
            paramLabel = "DIR",
            description =
                    "write features, labels and paths to DIR/train.safetensors and"
                            + " DIR/test.safetensors, for an evaluation of your own")
    private @Nullable Path features;

    @Option(names = "--no-attach", description = "keep the result out of the registry")
    private boolean notAttached;

    @Parameters(paramLabel = "NAME[@VERSION]", description = "a model of the registry")
    private String model = "";

    @Override
    public Integer call() throws Exception {
        return StopSignal.givingUp(this::evaluate);
    }

    private int evaluate() throws IOException, InterruptedException {
        Terminal terminal = output.terminal();
        VersionRef ref = VersionRef.parse(model);
        EvaluationSettings settings = settings();
        Pictures train = Pictures.of(data);
        Optional<Pictures> apart =
                test.isEmpty() ? Optional.empty() : Optional.of(Pictures.of(test));
        try (RegistryClient client = registry.open()) {
            VersionRef numbered = client.version(ref).ref();
            JudgedVersion version = fetched(client, numbered);
            var progress = new EvaluationProgress(terminal, InstantSource.system());
            EvaluationRun.Result result;
            try {
                result = new EvaluationRun(version, settings, progress).run(train, apart);
            } finally {
                terminal.still();
            }
            EvaluationTable.lines(result.report()).forEach(terminal::say);
            ObjectNode json = ReportJson.of(result.report());
            try {
                keep(result, json, client, numbered);
            } finally {
                // Whatever became of the rest, the numbers took long.
                if (output.json()) {
                    terminal.answer(json.toString());
                }
            }
        }
        return ExitCode.OK.number();
    }

    private void keep(
            EvaluationRun.Result result, ObjectNode json, RegistryClient client, VersionRef version)
            throws IOException {
        Terminal terminal = output.terminal();
        if (features != null) {
            FeatureFolder.write(features, result);
            terminal.say("→ %s".formatted(features));
        }
        if (!notAttached) {
            long number = client.attach(version, json.toString());
            terminal.say("attached to %s as evaluation %d".formatted(version, number));
            json.put("attached", number);
        }
    }

    private EvaluationSettings settings() throws IOException {
        if (threads < 1 || crops < 0 || draws < 1 || draws > DRAWS_MAX) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--threads is %d, --crops %d, --draws %d; give 1 or more, 0 or more, and 1 to %d"
                            .formatted(threads, crops, draws, DRAWS_MAX));
        }
        if (features != null) {
            Files.createDirectories(features); // before hours of work, not after
        }
        var _ = NativeTuning.apply(System.getenv()); // as the trainer does
        return new EvaluationSettings(
                protocols, crops, draws, tuning.recipe(), seed, new Compute(Torch.best(), threads));
    }

    private static JudgedVersion fetched(RegistryClient client, VersionRef ref) throws IOException {
        try (PulledOnce pulled = PulledOnce.of(client, ref)) {
            return JudgedVersion.read(pulled.folder(), ref.toString());
        }
    }
}
