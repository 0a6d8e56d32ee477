package lotic.registry.client;

import java.nio.file.Path;

/// A version on this machine, every file of which was checked against its digest.
///
/// @param folder holds the version's files under their paths
/// @param version what it is
public record VerifiedFolder(Path folder, ModelVersion version) {}
