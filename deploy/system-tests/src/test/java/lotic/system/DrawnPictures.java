package lotic.system;

import lotic.standalone.pictures.Picture;
import lotic.standalone.pictures.PictureGenerator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Folders of labelled pictures.
final class DrawnPictures {

    private DrawnPictures() {}

    /// Draws pictures into a new folder.
    ///
    /// @param first index of the first; others give other pictures
    static Path draw(Path folder, long first, int count) {
        var generator = new PictureGenerator(7);
        try {
            Files.createDirectories(folder);
            for (long index = first; index < first + count; index++) {
                Picture picture = generator.draw(index);
                String name = "%06d".formatted(index);
                Files.write(folder.resolve(name + ".jpg"), picture.jpeg());
                Files.writeString(folder.resolve(name + ".cls"), picture.label());
                Files.writeString(folder.resolve(name + ".txt"), picture.caption());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot draw into " + folder, e);
        }
    }
}
