package lotic.learning.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

/// Recipes as JSON text, with keys in snake_case and names in lower case:
///
/// ```json
/// {"trunk": {"kind": "regnety", "name": "regnety_002"}, "batch": 128, …}
/// ```
///
/// Reading is strict. Every key must be there, an unknown one is refused with the nearest known
/// one, and numbers must be numbers: a recipe that was misread trains for days on the wrong thing.
public final class RecipeJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(
                            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                            DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build();

    private RecipeJson() {}

    /// A recipe as indented JSON text.
    public static String write(Recipe recipe) {
        try {
            return MAPPER.writeValueAsString(recipe);
        } catch (JsonProcessingException e) {
            throw new AssertionError("records of plain values can always be written", e);
        }
    }

    /// The recipe that a JSON text describes.
    ///
    /// @throws IllegalArgumentException if it does not describe one, saying where, what is wrong
    ///   and what to give
    public static Recipe read(String json) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            RecipeKeys.check(tree, Recipe.class);
            return MAPPER.treeToValue(tree, Recipe.class);
        } catch (ValueInstantiationException e) {
            throw refused(e.getCause() instanceof IllegalArgumentException cause ? cause : e);
        } catch (JsonMappingException e) {
            throw refused(path(e) + ": " + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            int line = e.getLocation().getLineNr();
            throw refused("no JSON at line " + line + ": " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    /// A recipe as a JSON tree.
    public static JsonNode tree(Recipe recipe) {
        return MAPPER.valueToTree(recipe);
    }

    private static IllegalArgumentException refused(Exception cause) {
        return refused(cause.getMessage(), cause);
    }

    private static IllegalArgumentException refused(@Nullable String why, Exception cause) {
        return new IllegalArgumentException("recipe: " + why, cause);
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}
