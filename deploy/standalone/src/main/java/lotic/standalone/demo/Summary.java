package lotic.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;

/// The numbers at the end of a demonstration, as one JSON object. `submitted = admitted +
/// duplicates + rejected + in_flight` and `admitted = trained + held_out + skipped + lost +
/// waiting`.
///
/// @param standing at the end
/// @param turnedAway pictures that the gate refused, which are in no other count
/// @param versions published since the demonstration began
/// @param elapsed since then
record Summary(Standing standing, long turnedAway, long versions, Duration elapsed) {

    private static final List<String> OF_INTAKE =
            List.of(
                    "submitted",
                    "admitted",
                    "repeats",
                    "duplicates",
                    "rejected",
                    "resent",
                    "in_flight");
    private static final List<String> OF_TRAINING =
            List.of(
                    "trained",
                    "replayed",
                    "held_out",
                    "skipped",
                    "lost",
                    "waiting",
                    "step",
                    "loss",
                    "loss_ln_k",
                    "learning_rate",
                    "images_per_second");
    private static final List<String> OF_NEWEST =
            List.of("version", "knn", "knn_untrained", "knn_queries", "effective_rank");

    ObjectNode json() {
        JsonNode status = standing.status();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("run", status.path("run"));
        copy(standing.intake(), OF_INTAKE, json);
        json.put("turned_away", turnedAway);
        copy(status.path("training"), OF_TRAINING, json);
        json.put("versions", versions);
        copy(status.path("newest"), OF_NEWEST, json);
        json.put("seconds", elapsed.toMillis() / 1000.0);
        return json;
    }

    private static void copy(JsonNode from, List<String> keys, ObjectNode to) {
        for (String key : keys) {
            JsonNode value = from.path(key);
            to.set(key, value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value);
        }
    }
}
