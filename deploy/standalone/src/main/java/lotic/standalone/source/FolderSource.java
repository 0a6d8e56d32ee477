package lotic.standalone.source;

import lotic.schemas.Limits;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The pictures of a folder and of the folders in it, in the order of their paths; or one file,
/// whatever it is called. A `.cls`, `.txt` or `.json` of the same name beside a picture goes with
/// it.
final class FolderSource implements SampleSource {

    private final Iterator<Path> files;

    FolderSource(List<Path> files) {
        this.files = files.iterator();
    }

    /// The pictures under a path.
    static List<Path> list(Path path) {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        try (Stream<Path> tree = Files.walk(path)) {
            return tree.filter(FolderSource::isPicture).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s (%s)".formatted(path, e), e);
        }
    }

    @Override
    public Optional<Sample> next() {
        if (!files.hasNext()) {
            return Optional.empty();
        }
        Path file = files.next();
        try {
            return Optional.of(
                    new Sample(
                            file.toString(),
                            image(file),
                            beside(file, ".cls"),
                            beside(file, ".txt"),
                            beside(file, ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s (%s)".formatted(file, e), e);
        }
    }

    @Override
    public void close() {}

    /// At most one byte too many, so that whoever takes it can say that it is too large.
    private static byte[] image(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(Limits.IMAGE_BYTES_MAX + 1);
        }
    }

    private static boolean isPicture(Path file) {
        return Companion.of(file.toString()).filter(Companion.IMAGE::equals).isPresent()
                && Files.isRegularFile(file);
    }

    private static Optional<String> beside(Path file, String ending) throws IOException {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        Path companion = file.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ending);
        if (companion.equals(file) || !Files.isRegularFile(companion)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(companion)) {
            byte[] text = in.readNBytes(Limits.METADATA_BYTES_MAX + 1);
            // As in a tar, what is no UTF-8 shows as such, and too much of it is refused by the
            // gate.
            return Optional.of(new String(text, StandardCharsets.UTF_8).strip());
        }
    }
}
