package lotic.benchmarks.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.RecipeJson;

import java.util.List;

/// Changes of single settings of a recipe, as `objective.epsilon=0.05`: the path in the recipe's
/// JSON with `/` or `.` between keys, and a JSON value.
public final class RecipeEdits {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RecipeEdits() {}

    /// A recipe with its settings changed, one after the other.
    ///
    /// @throws IllegalArgumentException if there is no such setting, the value is no JSON, or the
    ///   recipe that comes out cannot be
    public static Recipe apply(Recipe recipe, List<String> edits) {
        JsonNode tree = parsed("recipe", RecipeJson.write(recipe));
        for (String edit : edits) {
            int equals = edit.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "%s changes nothing; give KEY=VALUE, such as objective.epsilon=0.05"
                                .formatted(edit));
            }
            String name = edit.substring(0, equals);
            String path = '/' + name.replace('.', '/');
            int last = path.lastIndexOf('/');
            String key = path.substring(last + 1);
            if (!(tree.at(path.substring(0, last)) instanceof ObjectNode object)
                    || !object.has(key)) {
                throw new IllegalArgumentException("the recipe has no " + name);
            }
            object.set(key, parsed(name, edit.substring(equals + 1)));
        }
        return RecipeJson.read(tree.toString());
    }

    private static JsonNode parsed(String name, String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "%s is %s, which is no JSON; put names between quotes".formatted(name, json),
                    e);
        }
    }
}
