package lotic.registry.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.registry.client.RegistryException.Reason;
import lotic.registry.format.FormatException;
import lotic.registry.format.Manifest;
import lotic.registry.format.Names;
import lotic.registry.format.Sha256;
import lotic.registry.format.VersionFile;
import lotic.registry.format.VersionRef;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// The registry's JSON as this client's values, and back. What does not fit is refused whole: a
/// registry that lies about one field is not trusted with the next.
final class Answers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    static List<ModelSummary> models(JsonNode json) {
        List<ModelSummary> models = new ArrayList<>();
        for (JsonNode model : array(json, "models")) {
            SortedMap<String, Long> aliases = new TreeMap<>();
            for (var alias : object(model, "aliases").properties()) {
                aliases.put(alias.getKey(), alias.getValue().longValue());
            }
            models.add(
                    new ModelSummary(
                            Names.shown(text(model, "model")),
                            number(model, "versions"),
                            aliases,
                            number(model, "last_sequence")));
        }
        return models;
    }

    static List<ModelVersion> versions(JsonNode json) {
        List<ModelVersion> versions = new ArrayList<>();
        array(json, "versions").forEach(version -> versions.add(version(version)));
        return versions;
    }

    /// Names the page that follows [#versions]; empty on the last.
    static Optional<String> nextCursor(JsonNode json) {
        JsonNode cursor = json.path("next_cursor");
        return cursor.isTextual()
                ? Optional.of(URLEncoder.encode(cursor.textValue(), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /// The version that was asked for. Which one an alias names, the registry alone knows.
    static ModelVersion version(JsonNode json, VersionRef asked) {
        ModelVersion version = version(json);
        boolean fits =
                version.model().equals(asked.model())
                        && switch (asked.selector()) {
                            case VersionRef.ByNumber(long number) -> version.number() == number;
                            case VersionRef.ByContent(String digits) ->
                                    version.contentId().hex().startsWith(digits);
                            case VersionRef.ByAlias _ -> true;
                        };
        if (!fits) {
            throw corrupt(
                    "%s with content id %s when %s was asked for; do not use it, and see whose registry it is"
                            .formatted(version.ref(), version.contentId(), asked));
        }
        return version;
    }

    private static ModelVersion version(JsonNode json) {
        try {
            List<VersionFile> files = new ArrayList<>();
            for (JsonNode file : array(json, "files")) {
                files.add(
                        new VersionFile(
                                text(file, "path"),
                                new Sha256(text(file, "sha256")),
                                number(file, "size")));
            }
            List<String> aliases = new ArrayList<>();
            array(json, "aliases").forEach(alias -> aliases.add(Names.shown(alias.asText())));
            ModelVersion version =
                    new ModelVersion(
                            Names.model(text(json, "model")),
                            number(json, "version"),
                            text(json, "run"),
                            number(json, "epoch"),
                            number(json, "step"),
                            instant(json, "published_at"),
                            aliases,
                            Manifest.of(files),
                            object(json, "metadata").toString());
            requireContentId(version, text(json, "content_id"));
            return version;
        } catch (FormatException e) {
            throw corrupt("a version that breaks the rules: " + e.getMessage());
        }
    }

    static List<ModelEvent> events(JsonNode json) {
        if (!json.isArray()) {
            throw corrupt("events that are no list");
        }
        List<ModelEvent> events = new ArrayList<>();
        for (JsonNode event : json) {
            events.add(event(event));
        }
        return events;
    }

    static PublishedVersion published(JsonNode json) {
        return new PublishedVersion(
                text(json, "model"),
                number(json, "version"),
                text(json, "content_id"),
                json.path("existed").asBoolean());
    }

    static long attached(JsonNode json) {
        return number(json, "number");
    }

    static List<VersionEvaluation> evaluations(JsonNode json) {
        List<VersionEvaluation> evaluations = new ArrayList<>();
        for (JsonNode evaluation : array(json, "evaluations")) {
            evaluations.add(
                    new VersionEvaluation(
                            number(evaluation, "number"),
                            instant(evaluation, "attached_at"),
                            object(evaluation, "document").toString()));
        }
        return List.copyOf(evaluations);
    }

    /// The bytes of a document that a registry will take.
    static byte[] object(String text) {
        JsonNode document = parsed("evaluation", text);
        if (!document.isObject()) {
            throw new RegistryException(Reason.REFUSED, "the evaluation is no JSON object");
        }
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] publication(VersionDraft draft, Manifest manifest) {
        ObjectNode json = JSON.createObjectNode();
        json.put("run", draft.run());
        json.put("epoch", draft.epoch());
        json.put("step", draft.step());
        ArrayNode files = json.putArray("files");
        for (VersionFile file : manifest.files()) {
            files.addObject()
                    .put("path", file.path())
                    .put("sha256", file.sha256().hex())
                    .put("size", file.size());
        }
        json.set("metadata", parsed("metadata", draft.metadata()));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode parsed(String what, String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new RegistryException(Reason.REFUSED, "the " + what + " is not JSON", e);
        }
    }

    private static ModelEvent event(JsonNode event) {
        long sequence = number(event, "sequence");
        String model = text(event, "model");
        String type = text(event, "type");
        return switch (type) {
            case "version-published" ->
                    new ModelEvent.Published(
                            sequence,
                            model,
                            number(event, "version"),
                            text(event, "content_id"),
                            text(event, "run"),
                            number(event, "step"),
                            instant(event, "at"));
            case "alias-moved" ->
                    new ModelEvent.AliasMoved(
                            sequence,
                            model,
                            text(event, "alias"),
                            event.path("from").isIntegralNumber()
                                    ? OptionalLong.of(number(event, "from"))
                                    : OptionalLong.empty(),
                            number(event, "to"),
                            instant(event, "at"));
            default -> new ModelEvent.Other(sequence, model, Names.shown(type));
        };
    }

    private static void requireContentId(ModelVersion version, String contentId) {
        if (!version.contentId().hex().equals(contentId)) {
            throw corrupt(
                    "%s@%d with content id %s, but its files make %s"
                            .formatted(
                                    version.model(),
                                    version.number(),
                                    Names.shown(contentId),
                                    version.contentId()));
        }
    }

    private static JsonNode array(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isArray()) {
            throw corrupt("an answer without the list " + name);
        }
        return value;
    }

    private static JsonNode object(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isObject()) {
            throw corrupt("an answer without " + name);
        }
        return value;
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isTextual()) {
            throw corrupt("an answer without the text " + name);
        }
        return value.textValue();
    }

    private static long number(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw corrupt("an answer without the number " + name);
        }
        return value.longValue();
    }

    private static Instant instant(JsonNode json, String name) {
        try {
            return Instant.parse(text(json, name));
        } catch (DateTimeException e) {
            throw corrupt("an answer whose " + name + " is no time");
        }
    }

    private static RegistryException corrupt(String what) {
        return new RegistryException(Reason.CORRUPT, "the registry sent " + what);
    }
}
