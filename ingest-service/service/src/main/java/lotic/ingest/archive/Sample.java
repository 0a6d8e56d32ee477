package lotic.ingest.archive;

import lotic.ingest.intake.BodyReader;

import java.util.Optional;

/// Files of an archive that belong together: an image and the texts beside it.
///
/// @param name of the image, or of the first text where there is no image
/// @param image what reading it came to; empty where there is none
/// @param label from `.cls`
/// @param caption from `.txt`
/// @param metadata from `.json`
public record Sample(
        String name,
        Optional<BodyReader.Outcome> image,
        Optional<String> label,
        Optional<String> caption,
        Optional<String> metadata) {}
