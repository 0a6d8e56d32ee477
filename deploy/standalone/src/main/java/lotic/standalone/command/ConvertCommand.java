package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.learning.recipe.TrunkSpec;
import lotic.learning.trunk.RegNetFamily;
import lotic.learning.weights.NamingConvention;
import lotic.registry.client.RegistryClient;
import lotic.registry.format.VersionRef;
import lotic.standalone.terminal.Figures;
import lotic.standalone.terminal.Terminal;
import lotic.standalone.weights.SourceWeights;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Writes a trunk's weights under the names of another library.
@Command(
        name = "convert",
        description = {
            "Write a trunk's weights under the names of another library: safetensors, float32.",
            "SOURCE is a model of the registry, such as demo or demo@37; the folder of a version"
                    + " that was pulled; or a safetensors file by any of these names, with --trunk."
                    + " Classifiers, heads and counters of batches are left out."
        },
        footer = {
            "",
            "FILE appears when it is whole. Ends with 1 if SOURCE does not hold a trunk's",
            "weights, 3 if there is no such model, folder or file, 4 if FILE is there and",
            "--force is not given, 5 if the registry cannot be reached, 130 after Ctrl-C."
        })
final class ConvertCommand implements Callable<Integer> {

    private static final String ENDING = ".safetensors";

    /// Every batch-norm of a file of PyTorch's has a counter: nobody reads more of them.
    private static final int NAMED_MAX = 4;

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final RegistryOptions registry = new RegistryOptions();

    @Option(
            names = "--names",
            required = true,
            paramLabel = "LIBRARY",
            description = "whose names: ${COMPLETION-CANDIDATES}",
            converter = ConventionName.class,
            completionCandidates = ConventionName.class)
    private NamingConvention names = NamingConvention.TIMM;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description = "what is written; ends with " + ENDING)
    private Path target = Path.of("");

    @Option(
            names = "--trunk",
            paramLabel = "NETWORK",
            description =
                    "which network a file is of, by timm's name, such as regnety_002; models and"
                            + " versions say it themselves")
    private @Nullable String trunk;

    @Option(names = "--force", description = "replace FILE if it is there")
    private boolean force;

    @Parameters(
            paramLabel = "SOURCE",
            description = "NAME[@VERSION], the folder of a version, or a file")
    private String source = "";

    @Override
    public Integer call() throws Exception {
        return StopSignal.givingUp(this::convert);
    }

    private int convert() throws IOException {
        mustBeFree();
        SourceWeights weights = read();
        if (force) {
            weights.write(target.toAbsolutePath(), names, StandardCopyOption.REPLACE_EXISTING);
        } else {
            weights.write(target.toAbsolutePath(), names);
        }
        report(weights, Files.size(target));
        return ExitCode.OK.number();
    }

    /// Looks before the work.
    private void mustBeFree() {
        if (!target.toString().endsWith(ENDING) || Files.isDirectory(target)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--to is %s; give a file whose name ends with %s, such as trunk%2$s"
                            .formatted(target, ENDING));
        }
        if (!force && Files.exists(target)) {
            throw new CommandException(
                    ExitCode.REFUSED,
                    "%s is there already and was not touched. Name another file, or replace it with --force."
                            .formatted(target));
        }
    }

    private SourceWeights read() throws IOException {
        Path path = Path.of(source);
        if (Files.isRegularFile(path)) {
            return SourceWeights.ofFile(path, network());
        }
        if (source.endsWith(ENDING)) {
            throw new NoSuchFileException(
                    "There is no file %s. Give one that is there, a folder that was pulled, or a model."
                            .formatted(source));
        }
        mustSayItself();
        Optional<Path> folder = VersionFolder.of(source, SourceWeights.PROVENANCE);
        if (folder.isPresent()) {
            return SourceWeights.ofVersion(folder.get(), source);
        }
        try (RegistryClient client = registry.open()) {
            VersionRef numbered = client.version(VersionRef.parse(source)).ref();
            try (PulledOnce pulled = PulledOnce.of(client, numbered)) {
                return SourceWeights.ofVersion(pulled.folder(), numbered.toString());
            }
        }
    }

    private TrunkSpec.RegNetY network() {
        if (trunk == null) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "%s is a file, and files do not say which network they are of. Name it, such as --trunk regnety_002."
                            .formatted(source));
        }
        try {
            return new TrunkSpec.RegNetY(RegNetFamily.of(trunk).timmName());
        } catch (IllegalArgumentException unknown) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--trunk is %s; give a RegNetY by timm's name, such as regnety_002"
                            .formatted(trunk));
        }
    }

    private void mustSayItself() {
        if (trunk != null) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--trunk is %s, but %s says itself which network it is. Leave it out, or give a safetensors file."
                            .formatted(trunk, source));
        }
    }

    private void report(SourceWeights from, long bytes) {
        Terminal terminal = output.terminal();
        List<String> leftOut = from.weights().leftOut();
        terminal.say(
                "%s: %s tensors of %s by the names of %s, %s; from %s, by those of %s"
                        .formatted(
                                target,
                                Figures.count(from.weights().tensors().size()),
                                from.trunk().name(),
                                names.title(),
                                Figures.bytes(bytes),
                                from.origin(),
                                from.weights().convention().title()));
        if (!leftOut.isEmpty()) {
            int others = leftOut.size() - Math.min(NAMED_MAX, leftOut.size());
            terminal.say(
                    "left out: %s%s"
                            .formatted(
                                    String.join(", ", leftOut.stream().limit(NAMED_MAX).toList()),
                                    others == 0 ? "" : " and " + others + " more"));
        }
        if (output.json()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("file", target.toString());
            json.put("names", names.title());
            json.put("trunk", from.trunk().name());
            json.put("tensors", from.weights().tensors().size());
            json.put("bytes", bytes);
            json.put("source", from.origin());
            json.put("source_names", from.weights().convention().title());
            leftOut.forEach(json.putArray("left_out")::add);
            terminal.answer(json.toString());
        }
    }
}
