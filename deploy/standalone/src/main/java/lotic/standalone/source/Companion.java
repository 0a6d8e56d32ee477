package lotic.standalone.source;

import java.util.Locale;
import java.util.Optional;

/// What the ending of a file's name says it is, by the habit of WebDataset: files of one name but
/// for the ending belong together.
enum Companion {
    IMAGE,
    LABEL,
    CAPTION,
    METADATA;

    /// What a file is by its name.
    ///
    /// @param name with or without folders
    static Optional<Companion> of(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "jpg", "jpeg", "png", "webp", "gif", "bmp" -> Optional.of(IMAGE);
            case "cls" -> Optional.of(LABEL);
            case "txt" -> Optional.of(CAPTION);
            case "json" -> Optional.of(METADATA);
            default -> Optional.empty();
        };
    }
}
