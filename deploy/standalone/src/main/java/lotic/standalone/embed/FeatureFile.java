package lotic.standalone.embed;

import lotic.standalone.folder.DiskFault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// A file of features in the making. It appears under its name when it is whole; until then, and
/// for good if something fails, nothing is there. One thread.
public final class FeatureFile implements AutoCloseable {

    /// Kinds of file, by the ending of their names.
    public enum Kind {
        /// A tensor of all features and one of all names.
        SAFETENSORS,
        /// A row a picture.
        PARQUET,
        /// An object a line.
        NDJSON;

        /// What a file is to be.
        ///
        /// @throws IllegalArgumentException if the ending is none of ours, naming those that are
        public static Kind of(Path file) {
            return Arrays.stream(values())
                    .filter(kind -> file.toString().endsWith(kind.ending()))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalArgumentException(
                                            "%s has no ending that says what to write; give one of %s"
                                                    .formatted(
                                                            file,
                                                            Arrays.stream(values())
                                                                    .map(Kind::ending)
                                                                    .collect(
                                                                            Collectors.joining(
                                                                                    ", ")))));
        }

        private String ending() {
            return "." + name().toLowerCase(Locale.ROOT);
        }
    }

    private final Path file;
    private final Path aside;
    private final FeatureRows rows;

    private FeatureFile(Path file, Path aside, FeatureRows rows) {
        this.file = file;
        this.aside = aside;
        this.rows = rows;
    }

    /// Begins a file.
    ///
    /// @param file is replaced, once the new one is whole
    /// @param version that gives the features
    /// @param dimension F, numbers of each picture
    /// @throws IOException if it cannot be written, naming it
    public static FeatureFile create(Path file, String version, int dimension) throws IOException {
        Path aside = file.resolveSibling("." + file.getFileName() + ".partial");
        if (Files.isDirectory(file)) {
            throw unwritable(file, new IOException("there is a folder of that name"));
        }
        try {
            FeatureRows rows =
                    switch (Kind.of(file)) {
                        case SAFETENSORS -> new SafetensorsRows(aside, version, dimension);
                        case PARQUET -> new ParquetRows(aside, version);
                        case NDJSON -> new NdjsonRows(aside, version);
                    };
            return new FeatureFile(file, aside, rows);
        } catch (IOException unwritable) {
            throw unwritable(file, unwritable);
        }
    }

    private static IOException unwritable(Path file, IOException why) {
        return new IOException(
                "Cannot write %s (%s). Name another file, or look at its folder's rights and at the disk's free space."
                        .formatted(file, DiskFault.words(why)),
                why);
    }

    /// Adds a picture.
    public void add(String name, float[] vector) throws IOException {
        try {
            rows.add(name, vector);
        } catch (IOException unwritable) {
            throw unwritable(file, unwritable);
        }
    }

    /// Writes what is still to be written and gives the file its name.
    public void complete() throws IOException {
        try {
            rows.finish();
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw unwritable(file, unwritable);
        }
    }

    /// Leaves nothing of a file that was not completed.
    @Override
    public void close() throws IOException {
        try {
            rows.close(); // On a disk that is full it fails like what it has still to write.
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
