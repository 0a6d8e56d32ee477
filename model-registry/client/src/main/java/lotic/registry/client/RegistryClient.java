package lotic.registry.client;

import java.net.URI;

/// Speaks to a registry. Safe for use by many threads.
public final class RegistryClient implements AutoCloseable {

    /// @param registry such as `http://localhost:7073`
    public RegistryClient(URI registry) {
        throw new UnsupportedOperationException("to be written");
    }

    /// Uploads the files that the registry lacks, then the manifest. Idempotent: repeat it after
    /// any failure.
    ///
    /// @throws RegistryException if the registry cannot be reached or refuses
    public PublishedVersion publish(VersionDraft draft) {
        throw new UnsupportedOperationException("to be written");
    }

    @Override
    public void close() {}
}
