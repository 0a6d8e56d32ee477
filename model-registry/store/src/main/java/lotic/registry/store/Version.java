package lotic.registry.store;

import lotic.registry.format.ContentId;
import lotic.registry.format.Manifest;

import java.time.Instant;

/// A version. Nothing in it ever changes.
///
/// @param model name of the model
/// @param number from 1, without gaps
/// @param run the run that made it
/// @param epoch of the run
/// @param step after which it was taken
/// @param publishedAt when it was accepted
/// @param manifest its files
/// @param metadata facts beside the files; JSON text of an object
public record Version(
        String model,
        long number,
        String run,
        long epoch,
        long step,
        Instant publishedAt,
        Manifest manifest,
        String metadata) {

    public ContentId contentId() {
        return manifest.contentId();
    }
}
