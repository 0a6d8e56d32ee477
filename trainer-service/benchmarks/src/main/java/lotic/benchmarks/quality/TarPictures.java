package lotic.benchmarks.quality;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Labelled pictures of WebDataset tars: neighbouring entries `KEY.jpg` and `KEY.cls`, in either
/// order. Only plain ustar entries are read, which is what test data is.
final class TarPictures {

    private static final int BLOCK_BYTES = 512;
    private static final int NAME_BYTES = 100;
    private static final int SIZE_FROM = 124;
    private static final int SIZE_DIGITS = 11;
    private static final String LABEL = "cls";

    @SuppressWarnings("ArrayRecordComponent") // handed on at once
    private record Entry(String key, String extension, byte[] content) {}

    private TarPictures() {}

    /// All pictures of the files, in their order.
    static List<LabelledPicture> read(List<Path> files) throws IOException {
        List<LabelledPicture> pictures = new ArrayList<>();
        for (Path file : files) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                Optional<Entry> first = next(in);
                while (first.isPresent()) {
                    Entry second =
                            next(in).orElseThrow(() -> new IOException(file + " ends in a pair"));
                    pictures.add(paired(first.get(), second, pictures.size()));
                    first = next(in);
                }
            }
        }
        return pictures;
    }

    private static LabelledPicture paired(Entry one, Entry other, long number) throws IOException {
        boolean labelFirst = one.extension().equals(LABEL);
        Entry label = labelFirst ? one : other;
        Entry image = labelFirst ? other : one;
        if (!label.extension().equals(LABEL) || !label.key().equals(image.key())) {
            throw new IOException("%s and %s are no pair".formatted(one.key(), other.key()));
        }
        String name = new String(label.content(), StandardCharsets.UTF_8).strip();
        return new LabelledPicture(image.content(), name, number);
    }

    private static Optional<Entry> next(InputStream in) throws IOException {
        byte[] header = in.readNBytes(BLOCK_BYTES);
        if (header.length < BLOCK_BYTES || header[0] == 0) {
            return Optional.empty();
        }
        String name = new String(header, 0, NAME_BYTES, StandardCharsets.UTF_8).trim();
        String octal = new String(header, SIZE_FROM, SIZE_DIGITS, StandardCharsets.US_ASCII);
        int size = Integer.parseInt(octal.trim(), 8);
        byte[] content = in.readNBytes(size);
        in.skipNBytes(Math.floorMod(-size, BLOCK_BYTES));
        int dot = name.indexOf('.');
        return Optional.of(new Entry(name.substring(0, dot), name.substring(dot + 1), content));
    }
}
