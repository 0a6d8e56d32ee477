package lotic.registry.service.api;

import java.time.Duration;
import java.util.Set;

/// What the API does at once, at most, and for whom.
///
/// @param hosts names under which it may be asked, in lower case, without port
/// @param uploadsMax uploads at once
/// @param watchersMax requests that wait for events at once
/// @param watchWaitMax the longest time that one of them waits
/// @param publicationBytesMax the longest publication, in bytes of JSON
public record ApiLimits(
        Set<String> hosts,
        int uploadsMax,
        int watchersMax,
        Duration watchWaitMax,
        int publicationBytesMax) {

    public ApiLimits {
        hosts = Set.copyOf(hosts);
    }
}
