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
final class RecipeEdits {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RecipeEdits() {}

    static Recipe apply(Recipe recipe, List<String> edits) throws JsonProcessingException {
        JsonNode tree = JSON.readTree(RecipeJson.write(recipe));
        for (String edit : edits) {
            int equals = edit.indexOf('=');
            String path = '/' + edit.substring(0, equals).replace('.', '/');
            int last = path.lastIndexOf('/');
            JsonNode parent = tree.at(path.substring(0, last));
            JsonNode value = JSON.readTree(edit.substring(equals + 1));
            String key = path.substring(last + 1);
            if (!(parent instanceof ObjectNode object) || !object.has(key)) {
                throw new IllegalArgumentException(
                        "the recipe has no " + edit.substring(0, equals));
            }
            object.set(key, value);
        }
        return RecipeJson.read(tree.toString());
    }
}
