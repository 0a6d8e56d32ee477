package lotic.registry.service;

import lotic.registry.store.StoreLimits;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What an operator may decide about the registry.
///
/// @param host address to listen on; anything but loopback is refused while there are no tokens
/// @param port of the API; 0 takes any free one
/// @param dataFolder blobs and index; locked while the service runs
/// @param allowedHosts names under which the registry may be asked besides loopback's own, without
///   port; keeps web pages from reaching it through a name of theirs
/// @param blobBytesMax the largest file of a version
/// @param metadataBytesMax the longest metadata of a version
/// @param diskFreeBytesMin uploads are refused while fewer bytes would stay free
/// @param uploadsMax uploads at once; past it 503 with Retry-After
/// @param watchersMax requests that wait for events at once; past it 503 with Retry-After
/// @param watchWaitMax the longest time that one of them waits
public record RegistrySettings(
        String host,
        int port,
        Path dataFolder,
        List<String> allowedHosts,
        long blobBytesMax,
        int metadataBytesMax,
        long diskFreeBytesMin,
        int uploadsMax,
        int watchersMax,
        Duration watchWaitMax) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");
    private static final int METADATA_BYTES_LIMIT = 16 << 20;
    private static final Duration WATCH_WAIT_LIMIT = Duration.ofSeconds(60);

    public RegistrySettings {
        allowedHosts = List.copyOf(allowedHosts);
        require(
                LOOPBACK.contains(host),
                "host",
                host,
                "without tokens only this machine may reach it: give 127.0.0.1");
        require(port >= 0 && port <= 65_535, "port", port, "give 0 to 65535");
        require(blobBytesMax > 0, "blob-bytes-max", blobBytesMax, "give 1 or more");
        require(
                metadataBytesMax > 0 && metadataBytesMax <= METADATA_BYTES_LIMIT,
                "metadata-bytes-max",
                metadataBytesMax,
                "give 1 to " + METADATA_BYTES_LIMIT);
        require(diskFreeBytesMin >= 0, "disk-free-bytes-min", diskFreeBytesMin, "give 0 or more");
        require(uploadsMax > 0, "uploads-max", uploadsMax, "give 1 or more");
        require(watchersMax > 0, "watchers-max", watchersMax, "give 1 or more");
        require(
                !watchWaitMax.isNegative() && watchWaitMax.compareTo(WATCH_WAIT_LIMIT) <= 0,
                "watch-wait-max",
                watchWaitMax,
                "give 0 to 60 seconds");
    }

    /// For one machine.
    public static RegistrySettings defaults(Path dataFolder) {
        return new RegistrySettings(
                "127.0.0.1",
                7073,
                dataFolder,
                List.of(),
                64L << 30,
                1 << 20,
                1L << 30,
                16,
                500,
                Duration.ofSeconds(60));
    }

    StoreLimits storeLimits() {
        return new StoreLimits(blobBytesMax, metadataBytesMax, diskFreeBytesMin);
    }

    private static void require(boolean holds, String key, Object value, String remedy) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "registry.%s is %s; %s".formatted(key, value, remedy));
        }
    }
}
