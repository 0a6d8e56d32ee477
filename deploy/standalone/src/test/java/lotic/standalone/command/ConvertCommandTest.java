package lotic.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import lotic.learning.recipe.TrunkSpec;
import lotic.learning.weights.NamingConvention;
import lotic.learning.weights.TrunkWeights;
import lotic.registry.client.RegistryClient;
import lotic.registry.client.VersionDraft;
import lotic.registry.service.RegistryService;
import lotic.standalone.evaluate.UntrainedVersion;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// `convert` with a version of a RegNetY-002 that has learnt nothing.
class ConvertCommandTest {

    private static final String TRUNK = "regnety_002";

    @TempDir private static Path shared;
    private static Path version;

    @TempDir private Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream console = System.out;
    private Path target;

    @BeforeAll
    static void writeAVersion() throws IOException {
        version = UntrainedVersion.write(shared.resolve("demo/37"));
    }

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        target = folder.resolve("trunk.safetensors");
    }

    @AfterEach
    void giveTheConsoleBack() {
        System.setOut(console);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsGivenAnyNamesAndItsOwnAgainIsTheSameFileToTheBit(NamingConvention names)
            throws IOException {
        Path back = folder.resolve("back.safetensors");

        assertThat(convert(version, names.title(), target)).isZero();
        assertThat(convert(target, "timm", back, "--trunk", TRUNK)).isZero();

        assertThat(back).hasSameBinaryContentAs(version.resolve("model.safetensors"));
        TrunkWeights between = TrunkWeights.read(target, new TrunkSpec.RegNetY(TRUNK));
        assertThat(between.convention()).isEqualTo(names);
        assertThat(left()).containsExactlyInAnyOrder("back.safetensors", "trunk.safetensors");
    }

    @Test
    void scriptsAreToldWhatWasWritten() throws IOException {
        assertThat(convert(version, "torchvision", target, "--json")).isZero();

        JsonNode answer = answer();
        assertThat(answer.path("file").textValue()).isEqualTo(target.toString());
        assertThat(answer.path("names").textValue()).isEqualTo("torchvision");
        assertThat(answer.path("source_names").textValue()).isEqualTo("timm");
        assertThat(answer.path("source").textValue()).isEqualTo(version.toString());
        assertThat(answer.path("trunk").textValue()).isEqualTo(TRUNK);
        assertThat(answer.path("tensors").intValue()).isEqualTo(272);
        assertThat(answer.path("bytes").longValue()).isEqualTo(Files.size(target));
        assertThat(answer.path("left_out").isArray()).isTrue();
    }

    @Test
    void aModelIsFetchedFromTheRegistryAndNamedWithItsNumber() throws IOException {
        try (RegistryService registry = LocalRegistry.start(folder.resolve("registry"));
                RegistryClient client = new RegistryClient(registry.uri())) {
            var files = new TreeMap<String, Path>();
            files.put("lotic.json", version.resolve("lotic.json"));
            files.put("model.safetensors", version.resolve("model.safetensors"));
            client.publish(new VersionDraft("demo", "demo", 1, 1, files, "{}"));
            String uri = registry.uri().toString();

            assertThat(convert("demo", "timm", target, "--registry", uri, "--json")).isZero();
            assertThat(answer().path("source").textValue()).isEqualTo("demo@1");
            assertThat(target).hasSameBinaryContentAs(version.resolve("model.safetensors"));

            Path other = folder.resolve("other.safetensors");
            assertThat(convert("demo@7", "timm", other, "--registry", uri))
                    .isEqualTo(ExitCode.NOT_FOUND.number());
        }
    }

    @Test
    void aFileThatIsThereIsNotTouchedUnlessForced() throws IOException {
        Files.writeString(target, "dear");

        assertThat(convert(version, "timm", target, "--json")).isEqualTo(ExitCode.REFUSED.number());
        assertThat(target).hasContent("dear");
        assertThat(answer().path("error").textValue())
                .isEqualTo(
                        target
                                + " is there already and was not touched. Name another file, or"
                                + " replace it with --force.");

        assertThat(convert(version, "timm", target, "--force")).isZero();
        assertThat(target).hasSameBinaryContentAs(version.resolve("model.safetensors"));
    }

    @Test
    void aFileOfAnotherNetworkIsRefusedByNameAndNothingIsWritten() throws IOException {
        Path weights = version.resolve("model.safetensors");

        assertThat(convert(weights, "vissl", target, "--trunk", "regnety_004", "--json"))
                .isEqualTo(ExitCode.FAILED.number());

        assertThat(answer().path("error").textValue())
                .startsWith(weights + " does not hold the weights of regnety_004: ")
                .endsWith(
                        " more. Name the network that it holds with --trunk, or give another"
                                + " file.");
        assertThat(left()).isEmpty();
    }

    @Test
    void whatIsNoSafetensorsIsRefusedAndNothingIsWritten() throws IOException {
        Path pickle = Files.writeString(shared.resolve("seer.torch"), "no safetensors at all");

        assertThat(convert(pickle, "timm", target, "--trunk", TRUNK, "--json"))
                .isEqualTo(ExitCode.FAILED.number());

        assertThat(answer().path("error").textValue())
                .startsWith(pickle + " cannot be read (")
                .endsWith("). Give a safetensors file.");
        assertThat(left()).isEmpty();
    }

    @Test
    void aVersionThatDoesNotSayItsNetworkIsRefused() throws IOException {
        Path stranger = Files.createDirectories(shared.resolve("stranger/1"));
        Files.writeString(stranger.resolve("lotic.json"), "{}");

        assertThat(convert(stranger, "timm", target, "--json")).isEqualTo(ExitCode.FAILED.number());

        assertThat(answer().path("error").textValue())
                .startsWith(stranger.resolve("lotic.json") + " does not say which network ");
    }

    @Test
    void aVersionWithoutWeightsSaysWhatIsMissing() throws IOException {
        Path hollow = Files.createDirectories(shared.resolve("hollow/1"));
        Files.copy(version.resolve("lotic.json"), hollow.resolve("lotic.json"));

        assertThat(convert(hollow, "timm", target, "--json")).isEqualTo(ExitCode.FAILED.number());

        assertThat(answer().path("error").textValue())
                .isEqualTo(
                        hollow.resolve("model.safetensors")
                                + " is missing. Pull the version again, or give another.");
        assertThat(left()).isEmpty();
    }

    @Test
    void aWrongCommandLineEndsWithTwo() throws IOException {
        Path weights = version.resolve("model.safetensors");
        int usage = ExitCode.USAGE.number();

        assertThat(convert(weights, "timm", target)).isEqualTo(usage);
        assertThat(convert(weights, "timm", target, "--trunk", "resnet50")).isEqualTo(usage);
        assertThat(convert(weights, "timm", target, "--trunk", "regnety_999")).isEqualTo(usage);
        assertThat(convert(version, "timm", target, "--trunk", TRUNK)).isEqualTo(usage);
        assertThat(convert(version, "keras", target)).isEqualTo(usage);
        assertThat(convert(version, "timm", folder.resolve("trunk.bin"))).isEqualTo(usage);
        Path taken = Files.createDirectory(folder.resolve("taken.safetensors"));
        assertThat(convert(version, "timm", taken, "--force")).isEqualTo(usage);

        assertThat(taken).isEmptyDirectory();
        assertThat(left()).containsExactly("taken.safetensors");
    }

    @Test
    void whatIsNotThereSaysSoWithItsExitCode() throws IOException {
        assertThat(convert(shared.resolve("gone.safetensors"), "timm", target))
                .isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(convert(version.getParent(), "timm", target))
                .isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(convert("river/99", "timm", target, "--json"))
                .isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(answer().path("error").textValue()).startsWith("There is no folder river/99.");
        assertThat(convert("demo", "timm", target, "--registry", "http://localhost:1"))
                .isEqualTo(ExitCode.UNREACHABLE.number());
        Path nowhere = folder.resolve("gone/trunk.safetensors");
        assertThat(convert(version, "timm", nowhere, "--json")).isEqualTo(ExitCode.FAILED.number());
        assertThat(answer().path("error").textValue()).startsWith("Cannot write " + nowhere);
        assertThat(left()).isEmpty();
    }

    @Test
    void whatAnotherProcessIsWritingIsLeftAlone() throws IOException {
        Path others = folder.resolve(".trunk.safetensors.partial");
        Files.writeString(others, "half of it");

        assertThat(convert(version, "timm", target)).isZero();

        assertThat(target).hasSameBinaryContentAs(version.resolve("model.safetensors"));
        assertThat(others).hasContent("half of it");
        assertThat(left())
                .containsExactlyInAnyOrder(".trunk.safetensors.partial", "trunk.safetensors");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoeverMayReadOtherFilesMayReadWhatWasWritten() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "any file");

        assertThat(convert(version, "timm", target)).isZero();

        assertThat(Files.getPosixFilePermissions(target))
                .isEqualTo(Files.getPosixFilePermissions(other));
    }

    private static int convert(Object source, String names, Path target, String... more) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "convert",
                                source.toString(),
                                "--names",
                                names,
                                "--to",
                                target.toString()));
        arguments.addAll(List.of(more));
        return LoticCommand.execute(arguments.toArray(String[]::new));
    }

    private List<String> left() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    private JsonNode answer() throws IOException {
        List<String> lines = said.toString(StandardCharsets.UTF_8).lines().toList();
        return new ObjectMapper().readTree(lines.getLast());
    }
}
