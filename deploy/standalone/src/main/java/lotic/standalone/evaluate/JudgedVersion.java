package lotic.standalone.evaluate;

import com.fasterxml.jackson.databind.JsonNode;

import lotic.learning.recipe.TrunkSpec;
import lotic.learning.state.StateTree;
import lotic.pixels.EvaluationView;
import lotic.pixels.EvaluationView.Interpolation;
import lotic.standalone.weights.SourceWeights;

import java.io.IOException;
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

    /// Reads a version's files.
    ///
    /// @param folder that was pulled
    /// @param name by which results call it
    /// @throws lotic.standalone.weights.WeightsException if its weights cannot be used, naming the
    ///   file
    /// @throws EvaluationException if it does not say how it wants to be shown pictures
    public static JudgedVersion read(Path folder, String name) throws IOException {
        SourceWeights source = SourceWeights.ofVersion(folder, name);
        try {
            EvaluationView view = view(SourceWeights.recipe(folder).path("evaluation"));
            return new JudgedVersion(name, source.trunk(), view, source.weights().state());
        } catch (IllegalArgumentException unusable) {
            throw new EvaluationException(
                    "%s cannot be judged: %s".formatted(name, unusable.getMessage()), unusable);
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
