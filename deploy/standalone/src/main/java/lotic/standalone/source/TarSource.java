package lotic.standalone.source;

import lotic.schemas.Limits;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The pictures of a WebDataset tar, in its order. Entries that follow each other and are called
/// the same up to the first dot of their names are one sample. Names are labels here and never
/// become paths.
final class TarSource implements SampleSource {

    /// An image may be one byte too large, so that whoever takes it can say so.
    private static final int ENTRY_BYTES_MAX = Limits.IMAGE_BYTES_MAX + 1;

    private final Path file;
    private final TarArchiveInputStream tar;
    private Optional<TarArchiveEntry> ahead;

    private TarSource(Path file) throws IOException {
        this.file = file;
        this.tar =
                new TarArchiveInputStream(
                        new BufferedInputStream(Files.newInputStream(file), 1 << 18));
        this.ahead = nextFile();
    }

    static TarSource open(Path file) {
        try {
            return new TarSource(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// How many pictures there are, without reading them.
    static long count(Path file) {
        try (var source = new TarSource(file)) {
            long count = 0;
            String group = "";
            while (source.ahead.isPresent()) {
                String name = source.ahead.get().getName();
                if (Companion.of(name).equals(Optional.of(Companion.IMAGE))
                        && !group(name).equals(group)) {
                    count++;
                    group = group(name);
                }
                source.ahead = source.nextFile();
            }
            return count;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public Optional<Sample> next() {
        try {
            Optional<Sample> sample = Optional.empty();
            while (sample.isEmpty() && ahead.isPresent()) {
                sample = nextGroup(ahead.get());
            }
            return sample;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public void close() {
        try {
            tar.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// @return nothing if the group holds no picture
    private Optional<Sample> nextGroup(TarArchiveEntry first) throws IOException {
        String group = group(first.getName());
        String imageName = "";
        Map<Companion, byte[]> parts = new EnumMap<>(Companion.class);
        while (ahead.isPresent() && group(ahead.get().getName()).equals(group)) {
            String name = ahead.get().getName();
            Optional<Companion> part = Companion.of(name);
            if (part.isPresent() && !parts.containsKey(part.get())) {
                parts.put(part.get(), tar.readNBytes(ENTRY_BYTES_MAX));
                imageName = part.get() == Companion.IMAGE ? name : imageName;
            }
            ahead = nextFile();
        }
        byte[] image = parts.get(Companion.IMAGE);
        return image == null
                ? Optional.empty()
                : Optional.of(
                        new Sample(
                                file + "/" + imageName,
                                image,
                                text(parts, Companion.LABEL),
                                text(parts, Companion.CAPTION),
                                text(parts, Companion.METADATA)));
    }

    private Optional<TarArchiveEntry> nextFile() throws IOException {
        TarArchiveEntry entry = tar.getNextEntry();
        while (entry != null && !entry.isFile()) {
            entry = tar.getNextEntry();
        }
        return Optional.ofNullable(entry);
    }

    private static Optional<String> text(Map<Companion, byte[]> parts, Companion part) {
        return Optional.ofNullable(parts.get(part))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
    }

    private static String group(String name) {
        int dot = name.indexOf('.', name.lastIndexOf('/') + 1);
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static UncheckedIOException unreadable(Path file, IOException e) {
        return new UncheckedIOException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
}
