package lotic.trainer.publish;

import lotic.registry.client.ModelVersion;
import lotic.registry.client.PublishedVersion;
import lotic.registry.client.RegistryClient;
import lotic.registry.client.RegistryException;
import lotic.registry.client.RegistryException.Reason;
import lotic.registry.client.VersionDraft;

import java.util.Optional;

/// The registry as the publisher sees it. A run's versions are those of the model that has its
/// name.
///
/// @param registry closed by whoever opened it
public record RegistryUpload(RegistryClient registry) implements Publisher.Upload {

    /// A version whose answer was lost is the newest of its run, or nearly.
    private static final int SEARCHED_MAX = 100;

    @Override
    public PublishedVersion publish(VersionDraft draft) {
        return registry.publish(draft);
    }

    @Override
    public Optional<ModelVersion> find(String run, long step) {
        try {
            return registry.versions(run, SEARCHED_MAX).stream()
                    .filter(version -> version.run().equals(run) && version.step() == step)
                    .findFirst();
        } catch (RegistryException refusal) {
            if (refusal.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw refusal;
        }
    }
}
