package lotic.standalone.source;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The pictures that a list of paths stands for: files, folders and tars.
public final class Pictures {

    private final List<Supplier<SampleSource>> parts;
    private final long count;

    private Pictures(List<Supplier<SampleSource>> parts, long count) {
        this.parts = List.copyOf(parts);
        this.count = count;
    }

    /// Looks through the paths; reads no picture yet.
    ///
    /// @throws NoSuchFileException if there is none under one of the paths
    public static Pictures of(List<Path> paths) throws NoSuchFileException {
        List<Supplier<SampleSource>> parts = new ArrayList<>();
        long count = 0;
        for (Path path : paths) {
            if (Files.notExists(path)) {
                throw new NoSuchFileException(
                        "There is no %s. Give a picture, a folder of pictures or a WebDataset .tar."
                                .formatted(path));
            }
            if (path.toString().endsWith(".tar")) {
                parts.add(() -> TarSource.open(path));
                count += TarSource.count(path);
            } else {
                List<Path> files = FolderSource.list(path);
                parts.add(() -> new FolderSource(files));
                count += files.size();
            }
        }
        if (count == 0) {
            throw new NoSuchFileException(
                    "There is no picture in %s. Give files, folders or tars with JPEG, PNG, WebP, GIF or BMP."
                            .formatted(
                                    paths.stream()
                                            .map(Path::toString)
                                            .collect(Collectors.joining(", "))));
        }
        return new Pictures(parts, count);
    }

    /// How many there are.
    public long count() {
        return count;
    }

    /// All of them once.
    public SampleSource once() {
        return new Chain(parts.iterator());
    }

    /// The files of the first ones, read now.
    ///
    /// @param bytesMax of all of them together; what does not fit is left out
    public List<byte[]> inMemory(long bytesMax) {
        List<byte[]> files = new ArrayList<>();
        long bytes = 0;
        try (SampleSource source = once()) {
            Optional<Sample> next = source.next();
            while (next.isPresent() && bytes + next.get().bytes().length <= bytesMax) {
                bytes += next.get().bytes().length;
                files.add(next.get().bytes());
                next = source.next();
            }
        }
        return files;
    }

    /// All of them again and again.
    public SampleSource forEver() {
        return new Chain(
                new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return true;
                    }

                    @Override
                    public Supplier<SampleSource> next() {
                        Supplier<SampleSource> part = parts.get(next);
                        next = (next + 1) % parts.size();
                        return part;
                    }
                });
    }

    /// One part after the other, each opened when its turn comes.
    private static final class Chain implements SampleSource {

        private final Iterator<Supplier<SampleSource>> parts;
        private Optional<SampleSource> current = Optional.empty();

        Chain(Iterator<Supplier<SampleSource>> parts) {
            this.parts = parts;
        }

        @Override
        public Optional<Sample> next() {
            while (true) {
                if (current.isEmpty()) {
                    if (!parts.hasNext()) {
                        return Optional.empty();
                    }
                    current = Optional.of(parts.next().get());
                }
                Optional<Sample> sample = current.get().next();
                if (sample.isPresent()) {
                    return sample;
                }
                close();
            }
        }

        @Override
        public void close() {
            current.ifPresent(SampleSource::close);
            current = Optional.empty();
        }
    }
}
