package lotic.standalone.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.registry.client.ModelVersion;
import lotic.registry.format.VersionFile;
import lotic.standalone.terminal.Figures;

import java.util.StringJoiner;

/// One version in one line, for people and for scripts.
record VersionLine(ModelVersion version) {

    private static final ObjectMapper JSON = new ObjectMapper();

    String text() {
        JsonNode metrics = metadata().path("metrics");
        var line = new StringJoiner("   ");
        line.add("%s@%d".formatted(version.model(), version.number()));
        line.add(version.publishedAt().toString());
        line.add("step " + Figures.count(version.step()));
        if (metrics.path("knn").isNumber()) {
            line.add(
                    "kNN %s (untrained %s)"
                            .formatted(
                                    Figures.percent(metrics.path("knn").asDouble()),
                                    Figures.percent(metrics.path("knn_untrained").asDouble())));
        }
        line.add(version.contentId().toString().substring(0, 12));
        if (!version.aliases().isEmpty()) {
            line.add(String.join(", ", version.aliases()));
        }
        return line.toString();
    }

    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("model", version.model());
        json.put("version", version.number());
        json.put("content_id", version.contentId().toString());
        json.put("run", version.run());
        json.put("epoch", version.epoch());
        json.put("step", version.step());
        json.put("published_at", version.publishedAt().toString());
        version.aliases().forEach(json.putArray("aliases")::add);
        var files = json.putArray("files");
        for (VersionFile file : version.manifest().files()) {
            files.addObject()
                    .put("path", file.path())
                    .put("sha256", file.sha256().toString())
                    .put("size", file.size());
        }
        json.set("metadata", metadata());
        return json;
    }

    private JsonNode metadata() {
        try {
            return JSON.readTree(version.metadata());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the metadata of %s are no JSON".formatted(version.ref()), e);
        }
    }
}
