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

/// Any setting, from the command line or a file.
public final class SettingOptions {

    /// Name of the run where none is given.
    static final String DEFAULT_RUN = "river";

    private static final Path FILE = Path.of("lotic.yml");

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
    Settings settings() {
        return settings(Map.of(), Map.of());
    }

    /// All settings, checked.
    ///
    /// @param flags the command's own, by key
    /// @param chosen what the command would rather have than the defaults, by key
    Settings settings(Map<String, Layers.Given> flags, Map<String, Layers.Given> chosen) {
        Map<String, Layers.Given> all = new LinkedHashMap<>();
        set.forEach((key, text) -> all.put(key, new Layers.Given(text, new Origin.Flag("--set"))));
        all.putAll(flags);
        Optional<Path> file =
                Optional.ofNullable(settings)
                        .or(() -> Optional.of(FILE).filter(Files::isRegularFile));
        return Settings.of(
                new Layers(all, System.getenv(), file, chosen), System.getenv(), DEFAULT_RUN);
    }
}
