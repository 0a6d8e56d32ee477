package lotic.standalone.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What is being run, and where it lives.
///
/// @param run name of the run and of its model
/// @param data folder of all that is kept; without it a folder of the run's name among the user's
///   data
public record RunSettings(String run, Optional<Path> data) {

    public RunSettings {
        if (!run.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,95}")) {
            throw new IllegalArgumentException(
                    "run is \""
                            + run
                            + "\"; use at most 96 letters, digits, dots, dashes, underscores, a"
                            + " letter or digit first");
        }
    }

    /// The data folder; by default as the XDG base directory specification has it.
    Path dataFolder(Map<String, String> environment) {
        return data.orElseGet(
                () -> {
                    String configured = environment.getOrDefault("XDG_DATA_HOME", "");
                    Path base =
                            configured.isEmpty()
                                    ? Path.of(System.getProperty("user.home"), ".local", "share")
                                    : Path.of(configured);
                    return base.resolve("lotic").resolve(run);
                });
    }
}
