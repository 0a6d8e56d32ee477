package lotic.registry.inference;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import lotic.pixels.EvaluationView;
import lotic.pixels.EvaluationView.Interpolation;
import lotic.pixels.Normalization;
import lotic.registry.inference.InferenceException.Reason;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a version wants to be shown images, as its `preprocessor_config.json` says in the words of
/// transformers' `ConvNextImageProcessor`.
///
/// @param view resized, centre cut out
/// @param normalization of its bytes
record Preparation(EvaluationView view, Normalization normalization) {

    static final String FILE = "preprocessor_config.json";

    /// Sides beyond this are refused: an image would take gigabytes.
    private static final int SIDE_MAX = 4096;

    // Pillow's numbers of its filters.
    private static final int BILINEAR = 2;
    private static final int BICUBIC = 3;

    /// @throws InferenceException if the file is missing or says something that cannot be done
    static Preparation read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(file));
            int size = json.path("size").path("shortest_edge").asInt();
            double cropShare = json.path("crop_pct").asDouble();
            // Readers drop the fraction; so does timm.
            int resize = (int) Math.floor(size / cropShare);
            if (size < 1 || resize > SIDE_MAX || !(cropShare > 0 && cropShare <= 1)) {
                throw new IllegalArgumentException(
                        "size.shortest_edge is %d, crop_pct %s; 1 to %d pixels from a short side of at most as many can be done"
                                .formatted(size, cropShare, SIDE_MAX));
            }
            return new Preparation(
                    new EvaluationView(resize, size, interpolation(json)),
                    Normalization.of(
                            json.path("rescale_factor").asDouble(),
                            numbers(json, "image_mean"),
                            numbers(json, "image_std")));
        } catch (JacksonException | IllegalArgumentException unusable) {
            throw new InferenceException(
                    Reason.VERSION, "%s cannot be followed".formatted(file), unusable);
        } catch (IOException unreadable) {
            throw new InferenceException(
                    Reason.VERSION, "%s cannot be read".formatted(file), unreadable);
        }
    }

    private static Interpolation interpolation(JsonNode json) {
        int resample = json.path("resample").asInt();
        return switch (resample) {
            case BILINEAR -> Interpolation.BILINEAR;
            case BICUBIC -> Interpolation.BICUBIC;
            default ->
                    throw new IllegalArgumentException(
                            "resample is %d; 2 (bilinear) and 3 (bicubic) can be done"
                                    .formatted(resample));
        };
    }

    private static List<Double> numbers(JsonNode json, String name) {
        List<Double> numbers = new ArrayList<>();
        json.path(name).forEach(number -> numbers.add(number.asDouble()));
        return numbers;
    }
}
