package lotic.standalone.command;

import lotic.standalone.port.LocalPort;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// Runs a small river for a moment. The launcher lets the JVM write down meanwhile which classes
/// that took (JEP 514), and gives later starts the cache.
@Command(
        name = "warm",
        description =
                "Make later starts faster: runs a small demo in a folder of its own for a"
                        + " minute and keeps what the JVM learnt about loading Lotic.",
        footer = {"", "Once for each build; without it everything works and starts slower."})
final class WarmCommand implements Callable<Integer> {

    private static final List<String> PORTS =
            List.of("broker.port", "ingest.port", "trainer.port", "registry.port");

    @SuppressWarnings("unused") // for --help
    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("lotic-warm");
        try {
            return LoticCommand.execute(arguments(folder).toArray(String[]::new));
        } finally {
            delete(folder);
        }
    }

    private static List<String> arguments(Path folder) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("demo", "--until-versions", "1"));
        arguments.addAll(List.of("--for", "2m", "--run", "warm", "--kafka", ""));
        arguments.addAll(List.of("--data", folder.resolve("data").toString()));
        Path noSettings = Files.createFile(folder.resolve("settings.yml"));
        arguments.addAll(List.of("--settings", noSettings.toString()));
        set(arguments, "trainer.preset", "tiny");
        set(arguments, "trainer.publish-every", "5s");
        Map<String, Integer> ports = new LinkedHashMap<>();
        PORTS.forEach(key -> ports.put(key, LocalPort.free()));
        ports.forEach((key, port) -> set(arguments, key, port.toString()));
        // Whatever the environment says, nobody else's river hears of this.
        set(arguments, "trainer.registry", "http://127.0.0.1:" + ports.get("registry.port"));
        set(arguments, "trainer.ingest", "http://127.0.0.1:" + ports.get("ingest.port"));
        return arguments;
    }

    private static void set(List<String> arguments, String key, String value) {
        arguments.addAll(List.of("--set", key + "=" + value));
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
