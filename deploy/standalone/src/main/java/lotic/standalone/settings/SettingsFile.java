package lotic.standalone.settings;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The settings file: YAML, nested or with dots, of texts, numbers, truth values and lists of them.
final class SettingsFile {

    private SettingsFile() {}

    /// @return text by key
    /// @throws SettingsException if the file cannot be read or is no such YAML
    static Map<String, String> read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            Map<String, String> values = new TreeMap<>();
            flatten(
                    file,
                    "",
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(reader),
                    values);
            return values;
        } catch (NoSuchFileException _) {
            throw new SettingsException(
                    "There is no settings file %s. Name another with --settings FILE."
                            .formatted(file));
        } catch (IOException e) {
            throw new SettingsException(
                    "cannot read the settings file %s: %s".formatted(file, e.getMessage()));
        } catch (YAMLException e) {
            throw new SettingsException(
                    "the settings file %s is no YAML: %s".formatted(file, e.getMessage()));
        }
    }

    private static void flatten(
            Path file, String key, @Nullable Object node, Map<String, String> values) {
        switch (node) {
            case Map<?, ?> children ->
                    children.forEach(
                            (name, child) ->
                                    flatten(
                                            file,
                                            key.isEmpty() ? name.toString() : key + "." + name,
                                            child,
                                            values));
            case List<?> items ->
                    values.put(
                            key,
                            items.stream().map(String::valueOf).collect(Collectors.joining(",")));
            case String text -> put(file, key, text, values);
            case Number number -> put(file, key, number.toString(), values);
            case Boolean truth -> put(file, key, truth.toString(), values);
            case null -> {
                if (!key.isEmpty()) { // an empty file is none
                    throw new SettingsException(
                            "%s in %s has no value; give one or remove the line"
                                    .formatted(key, file));
                }
            }
            default ->
                    throw new SettingsException(
                            "%s in %s is a %s; put it in quotes"
                                    .formatted(key, file, node.getClass().getSimpleName()));
        }
    }

    private static void put(Path file, String key, String text, Map<String, String> values) {
        if (key.isEmpty()) {
            throw new SettingsException(
                    "the settings file %s holds \"%s\" and no key; write lines such as ingest.port: 7071"
                            .formatted(file, text));
        }
        values.put(key, text);
    }
}
