package lotic.registry.service.api;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;

import jakarta.inject.Singleton;

import lotic.registry.format.Manifest;
import lotic.registry.service.api.Bodies.EvaluationBody;
import lotic.registry.service.api.Bodies.EventBody;
import lotic.registry.service.api.Bodies.FileBody;
import lotic.registry.service.api.Bodies.ModelBody;
import lotic.registry.service.api.Bodies.VersionBody;
import lotic.registry.store.Evaluation;
import lotic.registry.store.Event;
import lotic.registry.store.Model;
import lotic.registry.store.Version;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The store's values as the API shows them.
@Singleton
final class Presenter {

    private final JsonMapper json;

    Presenter(JsonMapper json) {
        this.json = json;
    }

    ModelBody model(Model model) {
        return new ModelBody(model.name(), model.versions(), model.lastSequence(), model.aliases());
    }

    /// @param model that the version is of, as it is now
    VersionBody version(Version version, Model model) {
        List<String> aliases =
                model.aliases().entrySet().stream()
                        .filter(alias -> alias.getValue() == version.number())
                        .map(Map.Entry::getKey)
                        .toList();
        return new VersionBody(
                version.model(),
                version.number(),
                version.contentId().hex(),
                version.run(),
                version.epoch(),
                version.step(),
                version.publishedAt(),
                aliases,
                files(version.manifest()),
                parsed(version.metadata()));
    }

    EventBody event(Event event) {
        return switch (event) {
            case Event.Published(long sequence, Version version) ->
                    new EventBody(
                            sequence,
                            "version-published",
                            version.model(),
                            version.publishedAt(),
                            version.number(),
                            version.contentId().hex(),
                            version.run(),
                            version.step(),
                            null,
                            null,
                            null);
            case Event.AliasMoved moved ->
                    new EventBody(
                            moved.sequence(),
                            "alias-moved",
                            moved.model(),
                            moved.at(),
                            null,
                            null,
                            null,
                            null,
                            moved.alias(),
                            moved.from().isPresent() ? moved.from().getAsLong() : null,
                            moved.to());
        };
    }

    EvaluationBody evaluation(Evaluation evaluation) {
        return new EvaluationBody(
                evaluation.number(), evaluation.attachedAt(), parsed(evaluation.document()));
    }

    private static List<FileBody> files(Manifest manifest) {
        return manifest.files().stream()
                .map(file -> new FileBody(file.path(), file.sha256().hex(), file.size()))
                .toList();
    }

    private JsonNode parsed(String text) {
        try {
            return Objects.requireNonNull(json.readValue(text, JsonNode.class));
        } catch (IOException e) {
            throw new UncheckedIOException("it was checked when it was taken", e);
        }
    }
}
