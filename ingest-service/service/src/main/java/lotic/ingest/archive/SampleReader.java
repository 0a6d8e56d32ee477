package lotic.ingest.archive;

import lotic.ingest.intake.BodyReader;
import lotic.schemas.Limits;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Groups an archive's files into samples, as WebDataset does: neighbours whose names are equal up
/// to the first dot behind the last slash. Holds one sample at a time. Not for several threads.
public final class SampleReader {

    /// One byte more than the longest text may have, so that one that is too long shows.
    private static final int TEXT_BYTES_MAX = Limits.METADATA_BYTES_MAX + 1;

    private final TarReader tar;
    private final BodyReader images;
    private final Duration patience;

    /// The first file of the next sample, seen while the last one was read.
    private Optional<TarReader.File> ahead = Optional.empty();

    /// What ended the archive behind the last sample.
    private Optional<BrokenArchiveException> broken = Optional.empty();

    /// @param patience how long an image waits for room in memory
    public SampleReader(InputStream archive, BodyReader images, Duration patience) {
        this.tar = new TarReader(archive);
        this.images = images;
        this.patience = patience;
    }

    /// Reads the next sample. Where the archive breaks off behind a whole image, that image is a
    /// sample still, and the next call says what is wrong.
    ///
    /// @return empty at the archive's end
    /// @throws BrokenArchiveException if the stream is no tar archive, or ends too early
    /// @throws IOException if the connection breaks
    public Optional<Sample> next() throws IOException {
        if (broken.isPresent()) {
            throw broken.get();
        }
        Optional<TarReader.File> first = ahead.isPresent() ? ahead : tar.next();
        ahead = Optional.empty();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Parts parts = new Parts(EntryName.of(first.get().name()));
        try {
            Optional<TarReader.File> file = first;
            while (file.isPresent() && parts.takes(EntryName.of(file.get().name()))) {
                read(file.get(), parts);
                file = following(parts);
            }
            ahead = file;
            return Optional.of(parts.sample());
        } catch (IOException | RuntimeException e) {
            parts.letGo();
            throw e;
        }
    }

    /// The file behind the one just read. A break there takes nothing from an image that is whole;
    /// one inside a text does, since without its label it would be another sample.
    private Optional<TarReader.File> following(Parts parts) throws IOException {
        try {
            return tar.next();
        } catch (BrokenArchiveException e) {
            if (parts.image == null) {
                throw e;
            }
            broken = Optional.of(e);
            return Optional.empty();
        }
    }

    private void read(TarReader.File file, Parts parts) throws IOException {
        EntryName name = EntryName.of(file.name());
        switch (name.kind()) {
            case LABEL -> parts.label = text();
            case CAPTION -> parts.caption = text();
            case METADATA -> parts.metadata = text();
            case IMAGE -> {
                parts.imageName = file.name();
                parts.image = images.readExactly(tar.content(), file.size(), patience);
            }
        }
    }

    private String text() throws IOException {
        byte[] utf8 = tar.content().readNBytes(TEXT_BYTES_MAX);
        return new String(utf8, StandardCharsets.UTF_8).strip();
    }

    /// What a file is to its sample, by its extension.
    private enum Kind {
        IMAGE,
        LABEL,
        CAPTION,
        METADATA
    }

    /// @param key what files of one sample have in common
    private record EntryName(String full, String key, Kind kind) {

        static EntryName of(String full) {
            int dot = full.indexOf('.', full.lastIndexOf('/') + 1);
            String key = dot < 0 ? full : full.substring(0, dot);
            String extension = dot < 0 ? "" : full.substring(dot + 1).toLowerCase(Locale.ROOT);
            Kind kind =
                    switch (extension) {
                        case "cls" -> Kind.LABEL;
                        case "txt" -> Kind.CAPTION;
                        case "json" -> Kind.METADATA;
                        default -> Kind.IMAGE;
                    };
            return new EntryName(full, key, kind);
        }
    }

    /// A sample as it comes together.
    private static final class Parts {

        private final EntryName first;
        private @Nullable String imageName;
        private BodyReader.@Nullable Outcome image;
        private @Nullable String label;
        private @Nullable String caption;
        private @Nullable String metadata;

        Parts(EntryName first) {
            this.first = first;
        }

        /// A second image under one name starts a sample of its own: no image is passed over, and
        /// never more than one is held.
        boolean takes(EntryName name) {
            return name.key().equals(first.key()) && (name.kind() != Kind.IMAGE || image == null);
        }

        void letGo() {
            if (image != null) {
                image.letGo();
            }
        }

        Sample sample() {
            return new Sample(
                    imageName == null ? first.full() : imageName,
                    Optional.ofNullable(image),
                    Optional.ofNullable(label),
                    Optional.ofNullable(caption),
                    Optional.ofNullable(metadata));
        }
    }
}
