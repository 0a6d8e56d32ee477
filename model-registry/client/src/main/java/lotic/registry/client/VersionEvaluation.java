package lotic.registry.client;

import java.time.Instant;

/// What somebody found out about a version after it was published.
///
/// @param number from 1 for each version
/// @param attachedAt when the registry accepted it
/// @param document the finding with all its constants; JSON text of an object
public record VersionEvaluation(long number, Instant attachedAt, String document) {}
