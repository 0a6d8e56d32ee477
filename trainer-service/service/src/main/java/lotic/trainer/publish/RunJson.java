package lotic.trainer.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.trainer.run.Cursor;
import lotic.trainer.run.RunProgress.Counts;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How positions and counts of a run stand in a version's JSON.
final class RunJson {

    private RunJson() {}

    /// Next offset by partition.
    static ObjectNode cursor(Cursor cursor) {
        ObjectNode json = JsonFile.object();
        cursor.next().forEach((partition, offset) -> json.put(partition.toString(), offset));
        return json;
    }

    static Cursor cursor(JsonNode json) {
        SortedMap<Integer, Long> next = new TreeMap<>();
        json.properties()
                .forEach(
                        entry ->
                                next.put(
                                        Integer.valueOf(entry.getKey()),
                                        entry.getValue().longValue()));
        return new Cursor(next);
    }

    static ObjectNode counts(Counts counts) {
        return JsonFile.object()
                .put("trained", counts.trained())
                .put("replayed", counts.replayed())
                .put("held_out", counts.heldOut())
                .put("skipped", counts.skipped())
                .put("lost", counts.lost());
    }

    static Counts counts(JsonNode json) {
        return new Counts(
                json.required("trained").longValue(),
                json.required("replayed").longValue(),
                json.required("held_out").longValue(),
                json.required("skipped").longValue(),
                json.required("lost").longValue());
    }

    static ArrayNode slices(List<LineageSlice> slices) {
        ArrayNode json = JsonFile.object().arrayNode();
        for (LineageSlice slice : slices) {
            json.addObject()
                    .put("partition", slice.partition())
                    .put("from", slice.from())
                    .put("to", slice.to());
        }
        return json;
    }
}
