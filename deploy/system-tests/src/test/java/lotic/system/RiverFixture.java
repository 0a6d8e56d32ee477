package lotic.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

import lotic.standalone.http.Service;
import lotic.standalone.http.ServiceException;
import lotic.standalone.port.LocalPort;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A data folder and four ports, on which `./lotic up` is started and stopped as often as a test
/// likes.
final class RiverFixture {

    private static final Duration READY_MAX = Duration.ofMinutes(3);

    final Path folder;
    final int broker = LocalPort.free();
    final int ingest = LocalPort.free();
    final int trainer = LocalPort.free();
    final int registry = LocalPort.free();

    /// @param folder for data and output
    RiverFixture(Path folder) {
        this.folder = folder;
    }

    /// Starts the river with the smallest preset and waits until it answers.
    LoticProcess up(String... more) {
        LoticProcess process = start("up", more);
        await().atMost(READY_MAX)
                .failFast("the program ended early", () -> !process.isRunning())
                .until(this::answers);
        return process;
    }

    /// Starts a verb that runs the river.
    LoticProcess start(String verb, String... more) {
        List<String> arguments = new ArrayList<>(List.of(verb, "--run", "test"));
        arguments.addAll(List.of("--data", folder.resolve("data").toString()));
        arguments.addAll(ports());
        set(arguments, "trainer.preset", "tiny");
        set(arguments, "trainer.plan-linger", "1s");
        set(arguments, "trainer.checkpoint-every", "2s");
        set(arguments, "trainer.publish-every", "5s");
        Collections.addAll(arguments, more);
        return LoticProcess.start(folder, arguments);
    }

    /// Runs a verb that asks the river.
    LoticProcess ask(String verb, String... more) {
        List<String> arguments = new ArrayList<>(List.of(verb));
        arguments.addAll(ports());
        Collections.addAll(arguments, more);
        return LoticProcess.run(folder, arguments);
    }

    /// What the trainer tells of everything.
    JsonNode status() {
        return get("trainer", trainer, "/v1/status");
    }

    /// Waits until the trainer tells what a test waits for.
    JsonNode awaitStatus(Predicate<JsonNode> wanted) {
        return await().atMost(READY_MAX)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptionsMatching(ServiceException.class::isInstance)
                .until(this::status, wanted);
    }

    /// True if every admitted picture is learnt, held out or passed over.
    static boolean isDrained(JsonNode status) {
        JsonNode intake = status.path("intake");
        JsonNode training = status.path("training");
        long known =
                Stream.of("trained", "held_out", "skipped")
                        .mapToLong(key -> training.path(key).asLong())
                        .sum();
        return intake.path("in_flight").asLong(-1) == 0
                && training.path("waiting").asLong(-1) == 0
                && intake.path("admitted").asLong(-1) == known;
    }

    static JsonNode get(String name, int port, String path) {
        URI uri = URI.create("http://127.0.0.1:" + port);
        try (var service = new Service(name, uri, "--" + name)) {
            return service.get(path);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private boolean answers() {
        try {
            return status().path("intake").path("admission").asText().equals("running");
        } catch (ServiceException _) {
            return false;
        }
    }

    private List<String> ports() {
        List<String> arguments = new ArrayList<>();
        set(arguments, "broker.port", String.valueOf(broker));
        set(arguments, "ingest.port", String.valueOf(ingest));
        set(arguments, "trainer.port", String.valueOf(trainer));
        set(arguments, "registry.port", String.valueOf(registry));
        return arguments;
    }

    private static void set(List<String> arguments, String key, String value) {
        arguments.addAll(List.of("--set", key + "=" + value));
    }
}
