package lotic.registry.client;

import lotic.registry.format.Names;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A version about to be published.
///
/// @param model name of the model
/// @param run the run that made it
/// @param epoch of the run; the registry refuses one that is lower than it has seen
/// @param step after which it was taken; publishing a (run, step) again with the same files answers
///   the existing version, with others it is refused
/// @param files content by path inside the version, with forward slashes
/// @param metadata facts beside the files: metrics, lineage, recipe; JSON text of an object. Kept
///   as they were published first, and no part of the content id
public record VersionDraft(
        String model,
        String run,
        long epoch,
        long step,
        SortedMap<String, Path> files,
        String metadata) {

    /// Checks the names, so that a mistake shows where the draft is made.
    ///
    /// @throws lotic.registry.format.FormatException if one breaks the rules of [Names]
    public VersionDraft {
        Names.model(model);
        Names.model(run);
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        files.keySet().forEach(Names::path);
    }
}
