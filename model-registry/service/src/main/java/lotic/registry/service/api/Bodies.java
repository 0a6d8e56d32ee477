package lotic.registry.service.api;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What the API's JSON looks like; `model-registry/client` reads it back.
final class Bodies {

    private Bodies() {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record ModelList(List<ModelBody> models) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record ModelBody(String model, long versions, long lastSequence, Map<String, Long> aliases) {}

    /// @param nextCursor names the page that follows; null on the last
    @Serdeable(naming = SnakeCaseStrategy.class)
    record VersionList(List<VersionBody> versions, @Nullable String nextCursor) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record VersionBody(
            String model,
            long version,
            String contentId,
            String run,
            long epoch,
            long step,
            Instant publishedAt,
            List<String> aliases,
            List<FileBody> files,
            JsonNode metadata) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record FileBody(String path, String sha256, long size) {}

    /// A version to be published; a field that is missing is null or 0.
    @Serdeable(naming = SnakeCaseStrategy.class)
    record PublicationBody(
            @Nullable String run,
            @Nullable Long epoch,
            @Nullable Long step,
            @Nullable List<FileBody> files,
            @Nullable JsonNode metadata) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record PublishedBody(String model, long version, String contentId, boolean existed) {}

    /// @param from what the alias names now; null if there is none yet
    @Serdeable(naming = SnakeCaseStrategy.class)
    record AliasBody(@Nullable Long from, @Nullable Long to) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record AliasHistory(String model, String alias, List<EventBody> moves) {}

    /// @param document the finding, an object
    @Serdeable(naming = SnakeCaseStrategy.class)
    record EvaluationBody(long number, Instant attachedAt, JsonNode document) {}

    /// @param evaluations oldest first
    @Serdeable(naming = SnakeCaseStrategy.class)
    record EvaluationList(String model, long version, List<EvaluationBody> evaluations) {}

    /// An event; the fields that its type does not have are null.
    @Serdeable(naming = SnakeCaseStrategy.class)
    record EventBody(
            long sequence,
            String type,
            String model,
            Instant at,
            @Nullable Long version,
            @Nullable String contentId,
            @Nullable String run,
            @Nullable Long step,
            @Nullable String alias,
            @Nullable Long from,
            @Nullable Long to) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record BlobBody(String sha256, long size) {}
}
