package lotic.trainer.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.learning.recipe.RecipeJson;
import lotic.trainer.evaluate.Evaluation;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A [Draft] as the file that lies beside its tensors.
final class DraftJson {

    private DraftJson() {}

    static ObjectNode write(Draft draft) {
        ObjectNode json = JsonFile.object();
        json.put("run", draft.run());
        json.put("epoch", draft.epoch());
        json.put("step", draft.step());
        json.set("recipe", JsonFile.parse(RecipeJson.write(draft.recipe())));
        json.set("began", RunJson.cursor(draft.began()));
        json.set("learnt", RunJson.cursor(draft.learnt()));
        json.set("counts", RunJson.counts(draft.counts()));
        json.put("loss", Double.toString(draft.loss()));
        ObjectNode signals = json.putObject("signals");
        draft.signals().forEach((name, value) -> signals.put(name, Double.toString(value)));
        json.set("evaluation", evaluation(draft.evaluation()));
        json.put("taken_at", draft.takenAt().toString());
        ObjectNode software = json.putObject("software");
        draft.software().versions().forEach(software::put);
        return json;
    }

    static Draft read(JsonNode json) {
        return new Draft(
                json.required("run").textValue(),
                json.required("epoch").longValue(),
                json.required("step").longValue(),
                RecipeJson.read(JsonFile.text(json.required("recipe"))),
                RunJson.cursor(json.required("began")),
                RunJson.cursor(json.required("learnt")),
                RunJson.counts(json.required("counts")),
                Double.parseDouble(json.required("loss").textValue()),
                signals(json.required("signals")),
                evaluation(json.required("evaluation")),
                Instant.parse(json.required("taken_at").textValue()),
                software(json.path("software")));
    }

    /// A draft that does not say has none.
    private static Software software(JsonNode json) {
        SortedMap<String, String> versions = new TreeMap<>();
        json.properties()
                .forEach(entry -> versions.put(entry.getKey(), entry.getValue().textValue()));
        return new Software(versions);
    }

    /// Numbers of a step stand as text: they may be NaN, which JSON does not have.
    private static SortedMap<String, Double> signals(JsonNode json) {
        SortedMap<String, Double> signals = new TreeMap<>();
        json.properties()
                .forEach(
                        entry ->
                                signals.put(
                                        entry.getKey(),
                                        Double.parseDouble(entry.getValue().textValue())));
        return signals;
    }

    private static ObjectNode evaluation(Evaluation evaluation) {
        ObjectNode json = JsonFile.object();
        json.put("dimension", evaluation.dimension());
        json.put("bank", evaluation.bank());
        json.put("queries", evaluation.queries());
        evaluation.knn().ifPresent(knn -> json.put("knn", knn));
        evaluation.knnUntrained().ifPresent(knn -> json.put("knn_untrained", knn));
        evaluation.effectiveRank().ifPresent(rank -> json.put("effective_rank", rank));
        return json;
    }

    private static Evaluation evaluation(JsonNode json) {
        return new Evaluation(
                json.required("dimension").intValue(),
                json.required("bank").intValue(),
                json.required("queries").intValue(),
                number(json, "knn"),
                number(json, "knn_untrained"),
                number(json, "effective_rank"));
    }

    private static Optional<Double> number(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name)).map(JsonNode::doubleValue);
    }
}
