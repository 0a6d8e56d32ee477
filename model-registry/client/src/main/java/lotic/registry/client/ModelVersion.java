package lotic.registry.client;

import lotic.registry.format.ContentId;
import lotic.registry.format.Manifest;
import lotic.registry.format.VersionRef;

import java.time.Instant;
import java.util.List;

/// A version as the registry describes it. Its files and its metadata never change; aliases may
/// move.
///
/// @param model name of the model
/// @param number from 1
/// @param run the run that made it
/// @param epoch of the run
/// @param step after which it was taken
/// @param publishedAt when the registry accepted it
/// @param aliases that name it now
/// @param manifest its files
/// @param metadata metrics, lineage, recipe; JSON text of an object
public record ModelVersion(
        String model,
        long number,
        String run,
        long epoch,
        long step,
        Instant publishedAt,
        List<String> aliases,
        Manifest manifest,
        String metadata) {

    public ModelVersion {
        aliases = List.copyOf(aliases);
    }

    public ContentId contentId() {
        return manifest.contentId();
    }

    /// A reference that always means this version.
    public VersionRef ref() {
        return new VersionRef(model, new VersionRef.ByNumber(number));
    }
}
