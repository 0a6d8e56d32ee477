package lotic.learning.recipe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Compares the keys of a JSON tree with the components of the records that it stands for. Binding
/// would find the same faults, but a misspelt key as a missing one first.
final class RecipeKeys {

    /// The key by which a member of a sealed family says which one it is.
    private static final String KIND = "kind";

    private RecipeKeys() {}

    /// @throws IllegalArgumentException naming the first key or kind that is unknown or missing
    static void check(JsonNode node, Class<? extends Record> type) {
        check("", node, type);
    }

    private static void check(String path, JsonNode node, Type type) {
        if (type instanceof ParameterizedType list) {
            for (int i = 0; i < node.size(); i++) {
                check(path + "[" + i + "]", node.path(i), list.getActualTypeArguments()[0]);
            }
        } else if (type instanceof Class<?> member && node.isObject()) {
            if (member.isSealed()) {
                checkRecord(path, node, kind(path, node, member), Set.of(KIND));
            } else if (member.isRecord()) {
                checkRecord(path, node, member, Set.of());
            }
        }
    }

    private static void checkRecord(
            String path, JsonNode node, Class<?> type, Set<String> besides) {
        Map<String, Type> components = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            components.put(
                    SnakeCaseStrategy.INSTANCE.translate(component.getName()),
                    component.getGenericType());
        }
        Set<String> known = new TreeSet<>(components.keySet());
        known.addAll(besides);
        node.fieldNames()
                .forEachRemaining(name -> mustKnow(name, known, "key " + below(path, name)));
        for (String name : components.keySet()) {
            if (!node.has(name)) {
                throw new IllegalArgumentException(below(path, name) + " is missing");
            }
        }
        components.forEach((name, child) -> check(below(path, name), node.get(name), child));
    }

    private static Class<?> kind(String path, JsonNode node, Class<?> family) {
        String name = node.path(KIND).asText();
        JsonSubTypes.Type[] kinds = family.getAnnotation(JsonSubTypes.class).value();
        Set<String> known = new TreeSet<>();
        for (JsonSubTypes.Type kind : kinds) {
            known.add(kind.name());
        }
        mustKnow(name, known, "kind '" + name + "' of " + path);
        return Arrays.stream(kinds)
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static void mustKnow(String name, Set<String> known, String which) {
        if (!known.contains(name)) {
            throw new IllegalArgumentException(
                    "unknown "
                            + which
                            + Spelling.nearest(name, known)
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse("; known: " + String.join(", ", known)));
        }
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
