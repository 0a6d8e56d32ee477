package lotic.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import lotic.registry.client.RegistryClient;
import lotic.registry.client.VersionDraft;
import lotic.registry.client.VersionEvaluation;
import lotic.registry.format.VersionRef;
import lotic.registry.service.RegistryService;
import lotic.standalone.evaluate.UntrainedVersion;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// `evaluate` with a version in a registry whose broker is away, which is no concern of its.
class EvaluateCommandTest {

    private static final VersionRef FIRST = VersionRef.parse("demo@1");

    @TempDir private Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream console = System.out;
    private RegistryService registry;
    private Path pictures;

    @BeforeEach
    void publish() throws IOException {
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        registry = LocalRegistry.start(folder.resolve("registry"));
        Path version = UntrainedVersion.write(folder.resolve("version"));
        var files = new TreeMap<String, Path>();
        files.put("lotic.json", version.resolve("lotic.json"));
        files.put("model.safetensors", version.resolve("model.safetensors"));
        try (RegistryClient client = new RegistryClient(registry.uri())) {
            client.publish(new VersionDraft("demo", "demo", 1, 1, files, "{}"));
        }
        pictures = UntrainedVersion.colours(folder.resolve("pictures"), 12, 1);
    }

    @AfterEach
    void stop() {
        registry.close();
        System.setOut(console);
    }

    @Test
    void theResultIsAttachedOnceHoweverOftenItIsFound() throws Exception {
        Path features = folder.resolve("features");

        assertThat(evaluate("demo", "--json", "--features", features.toString())).isZero();
        JsonNode told = answer();
        assertThat(evaluate("demo@1", "--json")).isZero();

        List<VersionEvaluation> attached = attached();
        assertThat(attached).hasSize(1);
        JsonNode document = new ObjectMapper().readTree(attached.getFirst().document());
        assertThat(document.path("version").textValue()).isEqualTo("demo@1");
        assertThat(document.at("/knn/0/accuracy").doubleValue())
                .isEqualTo(told.at("/knn/0/accuracy").doubleValue());
        assertThat(told.path("attached").longValue()).isEqualTo(1);
        assertThat(features.resolve("train.safetensors")).exists();
    }

    @Test
    void peopleGetATable() {
        assertThat(evaluate("demo", "--no-attach")).isZero();

        assertThat(said.toString(StandardCharsets.UTF_8))
                .containsPattern("demo@1: 368 features of 32 x 32 pixels")
                .containsPattern("kNN, solo-learn +k 20, T 0.07 +[0-9.]+ %")
                .doesNotContain("attached");
        assertThat(attached()).isEmpty();
    }

    @Test
    void fewLabelsThatTheNetworkLearntFromHaveALineForEachShare() {
        assertThat(
                        evaluate(
                                "demo",
                                "--no-attach",
                                "--protocols",
                                "low-shot-fine-tune",
                                "--draws",
                                "1"))
                .isZero();

        assertThat(said.toString(StandardCharsets.UTF_8))
                .containsPattern(
                        "fine-tuned, low-shot, 1 % +1 of each class, 1 draw +[0-9.]+ %(?! ±)")
                .containsPattern("fine-tuned, low-shot, 10 % +1 of each class, 1 draw +[0-9.]+ %");
    }

    @Test
    void whatCannotBeDoneSaysSoWithItsExitCode() {
        assertThat(evaluate("demo@7")).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(evaluate("demo", "--draws", "0")).isEqualTo(ExitCode.USAGE.number());
        assertThat(evaluate("demo", "--protocols", "guess")).isEqualTo(ExitCode.USAGE.number());
        assertThat(evaluate("demo", "--test", "gone.tar")).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(evaluate("demo", "--tune-batch", "1")).isEqualTo(ExitCode.USAGE.number());
        assertThat(attached()).isEmpty();
    }

    private List<VersionEvaluation> attached() {
        try (RegistryClient client = new RegistryClient(registry.uri())) {
            return client.evaluations(FIRST);
        }
    }

    private JsonNode answer() throws IOException {
        return new ObjectMapper()
                .readTree(said.toString(StandardCharsets.UTF_8).lines().toList().getLast());
    }

    private int evaluate(String model, String... options) {
        var arguments = new ArrayList<>(List.of("evaluate", model));
        arguments.addAll(List.of("--data", pictures.toString()));
        if (!List.of(options).contains("--protocols")) {
            arguments.addAll(List.of("--protocols", "knn"));
        }
        arguments.addAll(List.of("--registry", registry.uri().toString()));
        arguments.addAll(List.of(options));
        return LoticCommand.execute(arguments.toArray(String[]::new));
    }
}
