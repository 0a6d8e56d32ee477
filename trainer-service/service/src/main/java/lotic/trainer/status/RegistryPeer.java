package lotic.trainer.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import lotic.registry.client.ClientLimits;
import lotic.registry.client.ModelVersion;
import lotic.registry.client.RegistryClient;
import lotic.registry.client.RegistryException;
import lotic.registry.format.VersionFile;
import lotic.registry.format.VersionRef;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Asks the registry for a model's newest version. Safe for use by many threads.
public final class RegistryPeer implements AutoCloseable {

    /// A status that takes longer is of no use; so no second attempt either.
    private static final ClientLimits IMPATIENT =
            new ClientLimits(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    1,
                    Duration.ofMillis(1),
                    Duration.ofMillis(1),
                    1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryClient registry;
    private final VersionRef latest;

    /// @param registry such as `http://127.0.0.1:7073`
    /// @param model whose newest version is of interest
    public RegistryPeer(URI registry, String model) {
        this.registry = new RegistryClient(registry, IMPATIENT);
        this.latest = VersionRef.parse(model);
    }

    /// The newest version, or nothing if the model has none yet.
    public Part<Optional<NewestVersion>> newest() {
        try {
            return Part.of(Optional.of(told(registry.version(latest))));
        } catch (RegistryException failure) {
            return failure.reason() == RegistryException.Reason.NOT_FOUND
                    ? Part.of(Optional.empty())
                    : Part.away(failure.getMessage());
        }
    }

    /// The newest versions, newest first; none if the model has none yet.
    ///
    /// @param countMax at most so many, 1 or more
    public Part<List<PublishedVersion>> versions(int countMax) {
        try {
            return Part.of(
                    registry.versions(latest.model(), countMax).stream()
                            .map(RegistryPeer::listed)
                            .toList());
        } catch (RegistryException failure) {
            return failure.reason() == RegistryException.Reason.NOT_FOUND
                    ? Part.of(List.of())
                    : Part.away(failure.getMessage());
        }
    }

    private static PublishedVersion listed(ModelVersion version) {
        JsonNode metadata = metadata(version);
        JsonNode metrics = metadata.path("metrics");
        return new PublishedVersion(
                version.number(),
                version.contentId().toString(),
                version.step(),
                number(metadata.path("counts"), "trained").map(Double::longValue),
                version.publishedAt(),
                version.manifest().files().stream().mapToLong(VersionFile::size).sum(),
                version.aliases(),
                number(metrics, "loss"),
                number(metrics, "knn"),
                number(metrics, "knn_untrained"),
                number(metrics, "effective_rank"));
    }

    private static NewestVersion told(ModelVersion version) {
        JsonNode metrics = metadata(version).path("metrics");
        return new NewestVersion(
                version.model(),
                version.number(),
                version.contentId().toString(),
                version.step(),
                version.publishedAt(),
                number(metrics, "loss"),
                number(metrics, "knn"),
                number(metrics, "knn_untrained"),
                metrics.path("knn_queries").asLong(0),
                number(metrics, "effective_rank"));
    }

    /// Metadata are free text to the registry: what is no JSON of ours tells nothing.
    private static JsonNode metadata(ModelVersion version) {
        try {
            return JSON.readTree(version.metadata());
        } catch (JsonProcessingException notOurs) {
            return JSON.createObjectNode();
        }
    }

    private static Optional<Double> number(JsonNode metrics, String name) {
        return Optional.of(metrics.path(name))
                .filter(JsonNode::isNumber)
                .map(JsonNode::doubleValue);
    }

    @Override
    public void close() {
        registry.close();
    }
}
