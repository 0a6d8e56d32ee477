package lotic.registry.client;

import java.nio.file.Path;
import java.util.SortedMap;

/// A version about to be published.
///
/// @param model name of the model
/// @param run the run that made it
/// @param epoch of the run; the registry refuses one that is lower than it has seen
/// @param step after which it was taken; publishing a (run, step) again answers the existing
///   version
/// @param files content by path inside the version, with forward slashes
/// @param metadata mutable facts beside the files: metrics, lineage, recipe; JSON text of an object
public record VersionDraft(
        String model,
        String run,
        long epoch,
        long step,
        SortedMap<String, Path> files,
        String metadata) {}
