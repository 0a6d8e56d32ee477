package lotic.standalone.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What the ending of a file's name says it is, by the habit of WebDataset: files of one name but
/// for the ending belong together.
enum Companion {
    IMAGE(Set.of("jpg", "jpeg", "png", "webp", "gif", "bmp")),
    LABEL(Set.of("cls")),
    CAPTION(Set.of("txt")),
    METADATA(Set.of("json"));

    private final Set<String> endings;

    Companion(Set<String> endings) {
        this.endings = endings;
    }

    /// @param name of a file, with or without folders
    static Optional<Companion> of(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(it -> it.endings.contains(ending)).findFirst();
    }
}
