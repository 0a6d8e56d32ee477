package lotic.standalone.evaluate;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import lotic.learning.recipe.TrunkSpec;
import lotic.learning.state.StateTree;
import lotic.learning.weights.TrunkWeights;
import lotic.pixels.EvaluationView;
import lotic.pixels.EvaluationView.Interpolation;
import lotic.registry.format.FormatException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// A version in memory, with what is needed to judge it.
///
/// Its features come from the learning library and not from its ONNX model: a linear probe shows it
/// random crops, which are pixels and no files, many at once and on a GPU where there is one, and
/// fine-tuning goes on from the very same weights. Both give the same features, or the trainer
/// would not have published the model.
///
/// @param name such as `demo@37`
/// @param trunk the network
/// @param view how it wants to be shown pictures
/// @param state its weights and running statistics
public record JudgedVersion(String name, TrunkSpec trunk, EvaluationView view, StateTree state) {

    private static final String PROVENANCE = "lotic.json";
    private static final String WEIGHTS = "model.safetensors";

    /// Reads a version's files.
    ///
    /// @param folder that was pulled
    /// @param name by which results call it
    /// @throws EvaluationException if they cannot be used, naming the file
    public static JudgedVersion read(Path folder, String name) throws IOException {
        Path provenance = folder.resolve(PROVENANCE);
        if (Files.notExists(provenance)) {
            throw new EvaluationException(
                    "%s has no %s, which says what network it is; give a version that a Lotic trainer published"
                            .formatted(folder, PROVENANCE));
        }
        // Not the whole recipe: versions outlive its keys.
        try {
            JsonNode recipe = new ObjectMapper().readTree(provenance.toFile()).path("recipe");
            TrunkSpec trunk = new TrunkSpec.RegNetY(recipe.path("trunk").path("name").asText());
            EvaluationView view = view(recipe.path("evaluation"));
            StateTree state = TrunkWeights.read(folder.resolve(WEIGHTS), trunk).state();
            return new JudgedVersion(name, trunk, view, state);
        } catch (JacksonException | IllegalArgumentException unusable) {
            throw new EvaluationException(
                    "%s cannot be judged: %s".formatted(name, unusable.getMessage()), unusable);
        } catch (FormatException unusable) {
            throw new EvaluationException(
                    "%s cannot be read: %s"
                            .formatted(folder.resolve(WEIGHTS), unusable.getMessage()),
                    unusable);
        }
    }

    private static EvaluationView view(JsonNode view) {
        return new EvaluationView(
                view.path("resize").asInt(),
                view.path("size").asInt(),
                Interpolation.valueOf(
                        view.path("interpolation").asText().toUpperCase(Locale.ROOT)));
    }
}
