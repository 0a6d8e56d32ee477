package lotic.standalone.command;

import lotic.standalone.settings.Layers;
import lotic.standalone.settings.Origin;
import lotic.standalone.settings.Settings;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.LinkedHashMap;
import java.util.Map;

/// What is to be run, where it lives, on which Kafka.
public final class RunOptions {

    @Mixin private final SettingOptions options = new SettingOptions();

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

    /// All settings, checked.
    Settings settings() {
        return settings(Map.of(), Map.of());
    }

    /// All settings, checked.
    ///
    /// @param own flags of the command itself, by key
    /// @param chosen what the command would rather have than the defaults, by key
    Settings settings(Map<String, Layers.Given> own, Map<String, String> chosen) {
        Map<String, Layers.Given> flags = new LinkedHashMap<>(own);
        put(flags, "data", "--data", data);
        put(flags, "run", "--run", run);
        put(flags, "kafka.bootstrap-servers", "--kafka", kafka);
        put(flags, "kafka.client-config", "--kafka-config", kafkaConfig);
        Map<String, Layers.Given> wishes = new LinkedHashMap<>();
        chosen.forEach(
                (key, text) -> wishes.put(key, new Layers.Given(text, new Origin.Command())));
        return options.settings(flags, wishes);
    }

    private static void put(
            Map<String, Layers.Given> flags, String key, String flag, @Nullable String text) {
        if (text != null) {
            flags.put(key, new Layers.Given(text, new Origin.Flag(flag)));
        }
    }
}
