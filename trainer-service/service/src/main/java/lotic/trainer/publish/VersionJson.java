package lotic.trainer.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.learning.objective.Objective;
import lotic.learning.recipe.RecipeJson;
import lotic.trainer.evaluate.Evaluation;

import java.util.Map;
import java.util.Optional;

/// What a version says of itself in JSON: `lotic.json` among its files, and the metadata beside
/// them.
final class VersionJson {

    static final String PROVENANCE = "lotic.json";

    private static final int FORMAT = 1;

    private VersionJson() {}

    /// Where the version comes from. It names neither the time nor the start of the trainer: the
    /// same step made again by the same software after the same version gives the same file.
    static ObjectNode provenance(Draft draft, Lineage lineage) {
        ObjectNode json = JsonFile.object();
        json.put("format", FORMAT);
        json.put("run", draft.run());
        json.put("step", draft.step());
        json.set("recipe", recipe(draft));
        json.set("trained_so_far", RunJson.counts(draft.counts()));
        json.set("lineage", lineage(lineage));
        ObjectNode versions = json.putObject("software");
        draft.software().versions().forEach(versions::put);
        return json;
    }

    /// What the registry keeps beside the files.
    static ObjectNode metadata(Draft draft, Lineage lineage) {
        ObjectNode json = JsonFile.object();
        json.set("metrics", metrics(draft));
        json.set("signals", signals(draft.signals()));
        json.set("counts", RunJson.counts(draft.counts()));
        json.set("lineage", lineage(lineage));
        json.set("recipe", recipe(draft));
        json.put("taken_at", draft.takenAt().toString());
        return json;
    }

    private static ObjectNode metrics(Draft draft) {
        Evaluation evaluation = draft.evaluation();
        ObjectNode json = JsonFile.object();
        putFinite(json, "loss", draft.loss());
        json.put("loss_ln_k", Objective.of(draft.recipe()).guessingLoss());
        json.put("features", evaluation.dimension());
        json.put("knn_bank", evaluation.bank());
        json.put("knn_queries", evaluation.queries());
        putIfPresent(json, "knn", evaluation.knn());
        putIfPresent(json, "knn_untrained", evaluation.knnUntrained());
        putIfPresent(json, "effective_rank", evaluation.effectiveRank());
        return json;
    }

    private static ObjectNode signals(Map<String, Double> signals) {
        ObjectNode json = JsonFile.object();
        signals.forEach((name, value) -> putFinite(json, name, value));
        return json;
    }

    private static ObjectNode lineage(Lineage lineage) {
        ObjectNode json = JsonFile.object();
        lineage.afterStep()
                .ifPresentOrElse(
                        step -> json.put("after_step", step), () -> json.putNull("after_step"));
        json.set("slices", RunJson.slices(lineage.slices()));
        json.set("counts", RunJson.counts(lineage.counts()));
        return json;
    }

    private static JsonNode recipe(Draft draft) {
        return JsonFile.parse(RecipeJson.write(draft.recipe()));
    }

    private static void putIfPresent(ObjectNode json, String name, Optional<Double> value) {
        value.ifPresentOrElse(number -> json.put(name, number), () -> json.putNull(name));
    }

    /// JSON has no NaN.
    private static void putFinite(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        } else {
            json.putNull(name);
        }
    }
}
