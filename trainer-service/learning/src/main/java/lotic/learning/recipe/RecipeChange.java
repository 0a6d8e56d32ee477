package lotic.learning.recipe;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// How a recipe that was asked for differs from the one with which a run was started. A run's state
/// means something only under its own recipe, so any difference is refused.
///
/// @param differences by setting, in the alphabet's order; empty if the recipes are equal
public record RecipeChange(List<Difference> differences) {

    /// A setting that is not the same.
    ///
    /// @param setting its path in the recipe's JSON, such as `objective.prototypes`
    /// @param started its value in the run's recipe, `none` if that has no such setting
    /// @param asked its value in the recipe that was asked for, likewise
    public record Difference(String setting, String started, String asked) {}

    public RecipeChange {
        differences = List.copyOf(differences);
    }

    /// Compares two recipes setting by setting.
    public static RecipeChange between(Recipe started, Recipe asked) {
        SortedMap<String, String> old = settings(started);
        SortedMap<String, String> wanted = settings(asked);
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(wanted.keySet());
        return new RecipeChange(
                names.stream()
                        .map(
                                name ->
                                        new Difference(
                                                name,
                                                old.getOrDefault(name, "none"),
                                                wanted.getOrDefault(name, "none")))
                        .filter(difference -> !difference.started().equals(difference.asked()))
                        .toList());
    }

    /// The sentence for whoever asked, or nothing if nothing differs.
    public Optional<String> refusal() {
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "This run was started with "
                        + listed(differences.stream().map(d -> d.setting() + " " + d.started()))
                        + "; you asked for "
                        + listed(differences.stream().map(d -> d.setting() + " " + d.asked()))
                        + ". That changes the meaning of its state. Keep what it was started with,"
                        + " or start a new run with --run NAME.");
    }

    private static String listed(java.util.stream.Stream<String> parts) {
        List<String> all = parts.toList();
        return all.size() == 1
                ? all.getFirst()
                : String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.getLast();
    }

    private static SortedMap<String, String> settings(Recipe recipe) {
        SortedMap<String, String> settings = new TreeMap<>();
        collect("", RecipeJson.tree(recipe), settings);
        return settings;
    }

    private static void collect(String path, JsonNode node, SortedMap<String, String> settings) {
        if (node.isObject()) {
            node.properties()
                    .forEach(
                            entry ->
                                    collect(
                                            path.isEmpty()
                                                    ? entry.getKey()
                                                    : path + "." + entry.getKey(),
                                            entry.getValue(),
                                            settings));
        } else if (node.isArray() && node.has(0) && node.get(0).isObject()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), settings);
            }
        } else {
            settings.put(path, node.isTextual() ? node.asText() : node.toString());
        }
    }
}
