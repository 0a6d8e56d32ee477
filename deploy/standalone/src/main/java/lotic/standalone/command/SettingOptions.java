package lotic.standalone.command;

import lotic.standalone.settings.Layers;
import lotic.standalone.settings.Origin;
import lotic.standalone.settings.Settings;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What decides about a run: the flags for the settings that are given most, and one for all of
/// them.
public final class SettingOptions {

    private static final Path FILE = Path.of("lotic.yml");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder of all that is kept (default: ~/.local/share/lotic/RUN)")
    private @Nullable String data;

    @Option(names = "--run", paramLabel = "NAME", description = "name of the run and of its model")
    private @Nullable String run;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "use this Kafka cluster instead of the embedded broker")
    private @Nullable String kafka;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "properties for the Kafka clients, security above all")
    private @Nullable String kafkaConfig;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "any setting; ./lotic config lists them all")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "settings file (default: lotic.yml here, if it exists)")
    private @Nullable Path settings;

    /// All settings, checked.
    ///
    /// @param defaultRun name of the run where none is given
    Settings settings(String defaultRun) {
        var flags = new LinkedHashMap<String, Layers.Given>();
        set.forEach(
                (key, text) -> flags.put(key, new Layers.Given(text, new Origin.Flag("--set"))));
        put(flags, "data", "--data", data);
        put(flags, "run", "--run", run);
        put(flags, "kafka.bootstrap-servers", "--kafka", kafka);
        put(flags, "kafka.client-config", "--kafka-config", kafkaConfig);
        Optional<Path> file =
                Optional.ofNullable(settings)
                        .or(() -> Optional.of(FILE).filter(Files::isRegularFile));
        return Settings.of(new Layers(flags, System.getenv(), file), System.getenv(), defaultRun);
    }

    private static void put(
            Map<String, Layers.Given> flags, String key, String flag, @Nullable String text) {
        if (text != null) {
            flags.put(key, new Layers.Given(text, new Origin.Flag(flag)));
        }
    }
}
