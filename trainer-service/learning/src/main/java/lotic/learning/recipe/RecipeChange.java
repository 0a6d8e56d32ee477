package lotic.learning.recipe;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// How a recipe that was asked for differs from the one with which a run was started. A run's state
/// means something only under its own recipe, so any difference is refused.
///
/// @param differences by setting, in the alphabet's order; empty if the recipes are equal
public record RecipeChange(List<Difference> differences) {

    /// Another preset differs in twenty settings: nobody reads more of them in one sentence.
    private static final int NAMED_MAX = 4;

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
        Difference first = differences.getFirst();
        return Optional.of(
                differences.size() == 1
                        ? refusal(
                                first.setting() + " " + first.started(),
                                first.asked(),
                                first.started())
                        : refusal(
                                listed(Difference::started),
                                listed(Difference::asked),
                                "what it was started with"));
    }

    private static String refusal(String started, String asked, String kept) {
        return "This run was started with %s; you asked for %s. That changes the meaning of its state. Keep %s, or start a new run with --run NAME."
                .formatted(started, asked, kept);
    }

    private String listed(Function<Difference, String> value) {
        List<String> named =
                differences.stream()
                        .limit(NAMED_MAX)
                        .map(difference -> difference.setting() + " " + value.apply(difference))
                        .toList();
        int others = differences.size() - named.size();
        return others == 0
                ? String.join(", ", named.subList(0, named.size() - 1)) + " and " + named.getLast()
                : String.join(", ", named) + " and " + others + " more";
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
