package lotic.standalone.settings;

import java.nio.file.Path;
import java.util.Map;

/// Where a run lives.
///
/// @param data folder of all that is kept
record FolderSettings(Path data) {

    FolderSettings {
        data = data.toAbsolutePath().normalize();
    }

    /// Among the user's data, as the XDG base directory specification has it.
    static FolderSettings of(String run, Map<String, String> environment) {
        String configured = environment.getOrDefault("XDG_DATA_HOME", "");
        Path base =
                configured.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".local", "share")
                        : Path.of(configured);
        return new FolderSettings(base.resolve("lotic").resolve(run));
    }
}
