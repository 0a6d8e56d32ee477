package lotic.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import lotic.standalone.folder.DataFolder;
import lotic.standalone.port.LocalPort;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// What people read when something is not as it should be: the whole sentence, and the exit code. A
/// river that starts though it should not is stopped by the time limit.
@Timeout(60)
class ErrorsTest {

    private static final Instant START = Instant.parse("2026-11-22T09:12:00Z");

    @TempDir private Path folder;

    private Path data;

    @BeforeEach
    void chooseAFolder() {
        data = folder.resolve("data");
    }

    @Test
    void aDataFolderInUseNamesItsProcessAndSaysHowToGetPastIt() throws IOException {
        try (var _ = DataFolder.lock(data, InstantSource.fixed(START))) {
            Said said = up();

            LocalTime since = LocalTime.ofInstant(START, ZoneId.systemDefault());
            assertThat(said.exitCode()).isEqualTo(ExitCode.REFUSED.number());
            assertThat(said.complaints())
                    .startsWith(
                            "The data folder %s is in use by process %d (started %s). Stop it with Ctrl-C there, or choose another folder with --data."
                                    .formatted(
                                            data.toRealPath(),
                                            ProcessHandle.current().pid(),
                                            since));
        }
    }

    @Test
    void aServiceThatRunsAloneOnTheFolderKeepsTheRiverOut() throws IOException {
        try (var _ = DataFolder.lock(data.resolve("registry"), InstantSource.fixed(START))) {
            Said said = up("--set", "broker.port=" + LocalPort.free());

            assertThat(said.exitCode()).isEqualTo(ExitCode.REFUSED.number());
            assertThat(said.complaints().getFirst())
                    .startsWith(
                            "The data folder %s is in use by process "
                                    .formatted(data.toRealPath().resolve("registry")));
        }
    }

    @Test
    void aStudyOfNothingNamesItsOptions() {
        Said said = Said.by("bench", "rewarm", "--runs", "0", "--jump", "-0.1");

        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(said.complaints().getFirst())
                .startsWith("--runs is 0, --shift-at 3000, --jump -0.1, --rate-loss 0.4; give 1");
    }

    @Test
    void aFolderThatCannotBeMadeSaysWhy() throws IOException {
        Files.writeString(data, "a file");

        Said said = up();

        assertThat(said.exitCode()).isEqualTo(ExitCode.FAILED.number());
        assertThat(said.complaints())
                .startsWith(
                        "The data folder %s cannot be used (%s is in the way). Look at its rights and free space, or choose another with --data."
                                .formatted(data, data));
    }

    @Test
    void aPortThatIsTakenNamesTheSettingThatChoosesAnother() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = taken.getLocalPort();

            Said said = up("--set", "registry.port=" + port);

            assertThat(said.exitCode()).isEqualTo(ExitCode.REFUSED.number());
            assertThat(said.complaints().getFirst())
                    .startsWith("Port %d (registry.port) is taken by ".formatted(port))
                    .endsWith(". Stop it, or choose another port with --set registry.port=PORT.");
        }
    }

    @Test
    void aServiceAloneOnATakenPortSaysSoBeforeItAsksTheBroker() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());

            Said said = alone("registry", "--set", "registry.port=" + port);

            assertThat(said.exitCode()).isEqualTo(ExitCode.REFUSED.number());
            assertThat(said.complaints().getFirst())
                    .startsWith("Port %s (registry.port) is taken by ".formatted(port));
        }
    }

    @Test
    void aRegistryThatIsAwaySaysHowToStartIt() {
        String uri = "http://127.0.0.1:" + LocalPort.free();

        Said said = Said.by("pull", "demo", "--registry", uri);

        assertThat(said)
                .isEqualTo(
                        new Said(
                                ExitCode.UNREACHABLE.number(),
                                List.of(
                                        "cannot reach the registry at %s (connection refused). Start it with ./lotic up, or name another with --registry URL."
                                                .formatted(uri))));
    }

    @Test
    void aModelThatIsUnknownSaysHowToSeeWhatThereIs() throws IOException {
        HttpServer registry = registryWithoutModels();
        try {
            String uri = "http://127.0.0.1:" + registry.getAddress().getPort();
            Path picture = Files.writeString(folder.resolve("cat.jpg"), "a picture");

            Said pulled = Said.by("pull", "demo", "--registry", uri);
            Said embedded =
                    Said.by(
                            "embed",
                            "demo",
                            picture.toString(),
                            "--to",
                            folder.resolve("features.ndjson").toString(),
                            "--registry",
                            uri);

            assertThat(pulled)
                    .isEqualTo(embedded)
                    .isEqualTo(
                            new Said(
                                    ExitCode.NOT_FOUND.number(),
                                    List.of(
                                            "the registry says: there is no model demo. ./lotic"
                                                    + " models lists what there is.")));
        } finally {
            registry.stop(0);
        }
    }

    @Test
    void aPathWithoutPicturesSaysWhatWouldDo() {
        Path nowhere = folder.resolve("nowhere.jpg");

        assertThat(Said.by("push", nowhere.toString()))
                .isEqualTo(
                        new Said(
                                ExitCode.NOT_FOUND.number(),
                                List.of(
                                        "There is no %s. Give a picture, a folder of pictures or a WebDataset .tar."
                                                .formatted(nowhere))));
        assertThat(Said.by("push", folder.toString()))
                .isEqualTo(
                        new Said(
                                ExitCode.NOT_FOUND.number(),
                                List.of(
                                        "There is no picture in %s. Give files, folders or tars with JPEG, PNG, WebP, GIF or BMP."
                                                .formatted(folder))));
    }

    @Test
    void aSettingsFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("nope.yml");

        assertThat(Said.by("config", "--settings", file.toString()))
                .isEqualTo(
                        new Said(
                                ExitCode.USAGE.number(),
                                List.of(
                                        "There is no settings file %s. Name another with --settings FILE."
                                                .formatted(file))));
    }

    @Test
    void aStackTraceIsShownToThoseWhoAskForIt() {
        String nowhere = folder.resolve("nowhere.jpg").toString();

        assertThat(Said.by("push", nowhere).complaints()).hasSize(1);
        assertThat(Said.by("push", nowhere, "--verbose").complaints())
                .anyMatch(line -> line.contains("at lotic.standalone.source.Pictures.of"));
    }

    /// Ports that nobody has: the river of somebody who works here goes on.
    private Said up(String... more) {
        List<String> arguments = new ArrayList<>(List.of("up", "--data", data.toString()));
        for (String key : List.of("broker", "ingest", "trainer", "registry")) {
            arguments.addAll(List.of("--set", key + ".port=" + LocalPort.free()));
        }
        arguments.addAll(List.of(more));
        return Said.by(arguments.toArray(String[]::new));
    }

    private Said alone(String verb, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(verb, "--data", data.toString(), "--kafka", "127.0.0.1:9"));
        arguments.addAll(List.of(more));
        return Said.by(arguments.toArray(String[]::new));
    }

    private static HttpServer registryWithoutModels() throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        byte[] problem =
                "{\"status\":404,\"code\":\"not-found\",\"detail\":\"there is no model demo\"}"
                        .getBytes(StandardCharsets.UTF_8);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
                    exchange.sendResponseHeaders(404, problem.length);
                    try (var body = exchange.getResponseBody()) {
                        body.write(problem);
                    }
                });
        server.start();
        return server;
    }
}
