package lotic.standalone.settings;

import lotic.standalone.port.LocalPort;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What was said about settings, first come first served: flags, environment, settings file, and
/// last what goes before the defaults.
public final class Layers {

    private static final String VARIABLE_PREFIX = "LOTIC_";

    /// Variables that the launcher reads itself.
    private static final Set<String> NO_SETTINGS = Set.of("LOTIC_JAVA_OPTIONS");

    private final Map<String, Given> flags;
    private final Map<String, String> variables;
    private final Optional<Path> file;
    private final Map<String, String> fileValues;
    private final Map<String, Given> chosen;

    /// A text and who gave it.
    public record Given(String text, Origin origin) {}

    /// @param flags by key, each with the flag it came by
    /// @param environment all of it; only names that begin with `LOTIC_` matter
    /// @param file to read, if there is one
    /// @param chosen what only goes before the defaults, by key
    /// @throws SettingsException if the file is no settings file
    public Layers(
            Map<String, Given> flags,
            Map<String, String> environment,
            Optional<Path> file,
            Map<String, Given> chosen) {
        this.flags = new HashMap<>(flags);
        this.variables =
                environment.entrySet().stream()
                        .filter(variable -> variable.getKey().startsWith(VARIABLE_PREFIX))
                        .filter(variable -> !NO_SETTINGS.contains(variable.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        this.file = file;
        this.fileValues = file.map(SettingsFile::read).orElse(Map.of());
        this.chosen = new HashMap<>(chosen);
    }

    /// Lets a key follow others, unless somebody said something about it.
    void derive(String key, String text, String from) {
        chosen.putIfAbsent(key, new Given(text, new Origin.Derived(from)));
    }

    /// A port of 0 is any free one. It is chosen here and now, since other settings follow it.
    void choosePort(String key) {
        given(key)
                .filter(port -> port.text().strip().equals("0"))
                .ifPresent(
                        port ->
                                flags.put(
                                        key,
                                        new Given(
                                                String.valueOf(LocalPort.free()), port.origin())));
    }

    /// What was said about a key, by the first who said something.
    Optional<Given> given(String key) {
        return Optional.ofNullable(flags.get(key))
                .or(() -> ofVariable(variable(key)))
                .or(() -> ofFile(key))
                .or(() -> Optional.ofNullable(chosen.get(key)));
    }

    /// @throws SettingsException naming the nearest key, if something was said about one that does
    ///   not exist
    void refuseUnknown(Set<String> known) {
        for (var flag : new TreeMap<>(flags).entrySet()) {
            if (!known.contains(flag.getKey())) {
                throw unknown(
                        flag.getKey(), flag.getValue().origin(), Nearest.of(flag.getKey(), known));
            }
        }
        Set<String> knownVariables =
                known.stream().map(Layers::variable).collect(Collectors.toSet());
        for (String variable : new TreeSet<>(variables.keySet())) {
            if (!knownVariables.contains(variable)) {
                throw unknown(
                        variable,
                        new Origin.Variable(variable),
                        Nearest.of(variable, knownVariables));
            }
        }
        for (String key : fileValues.keySet()) {
            if (!known.contains(key)) {
                throw unknown(key, new Origin.File(file.orElseThrow()), Nearest.of(key, known));
            }
        }
    }

    private Optional<Given> ofVariable(String name) {
        return Optional.ofNullable(variables.get(name))
                .map(text -> new Given(text, new Origin.Variable(name)));
    }

    private Optional<Given> ofFile(String key) {
        return file.flatMap(
                path ->
                        Optional.ofNullable(fileValues.get(key))
                                .map(text -> new Given(text, new Origin.File(path))));
    }

    private static SettingsException unknown(String name, Origin origin, String nearest) {
        return new SettingsException(
                "there is no setting %s (%s); did you mean %s?"
                        .formatted(name, origin.words(), nearest));
    }

    private static String variable(String key) {
        return VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
