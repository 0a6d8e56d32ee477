package lotic.ingest.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads the files of a tar archive from a stream, in order, each at most once. Folders, links and
/// devices are passed over. Knows ustar, GNU's long names and pax headers. Not for several threads.
final class TarReader {

    /// Enough for any name; more would be taken from the memory of others.
    private static final int EXTENSION_BYTES_MAX = 64 << 10;

    private final InputStream stream;

    /// What of the current file, and of the padding behind it, has not been read.
    private long unreadBytes;

    private long paddingBytes;

    TarReader(InputStream stream) {
        this.stream = stream;
    }

    /// A file of the archive.
    ///
    /// @param name as the archive has it: any text, and no path of ours
    /// @param size in bytes
    record File(String name, long size) {}

    /// Goes on to the next file, past what was not read of the last.
    ///
    /// @return empty at the archive's end
    /// @throws BrokenArchiveException if the stream is no tar archive, or ends too early
    Optional<File> next() throws IOException {
        Optional<String> longName = Optional.empty();
        while (true) {
            finishEntry();
            byte[] block = stream.readNBytes(TarHeader.BYTES);
            if (block.length == 0 || (block.length == TarHeader.BYTES && TarHeader.isEnd(block))) {
                return Optional.empty();
            }
            if (block.length < TarHeader.BYTES) {
                throw new BrokenArchiveException("the archive ends inside a header");
            }
            TarHeader header = TarHeader.of(block);
            unreadBytes = header.size();
            paddingBytes = Math.floorMod(-header.size(), TarHeader.BYTES);
            if (header.isFile()) {
                return Optional.of(new File(longName.orElse(header.name()), header.size()));
            }
            longName =
                    switch (header.type()) {
                        case TarHeader.GNU_LONG_NAME ->
                                Optional.of(extension(header).replace("\0", ""));
                        case TarHeader.PAX -> paxPath(extension(header));
                        default -> Optional.empty();
                    };
        }
    }

    /// The bytes of the current file. Ends where the file ends.
    InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (unreadBytes == 0) {
                    return -1;
                }
                int read = stream.read(into, offset, (int) Math.min(length, unreadBytes));
                if (read < 0) {
                    throw new BrokenArchiveException("the archive ends inside a file");
                }
                unreadBytes -= read;
                return read;
            }
        };
    }

    private void finishEntry() throws IOException {
        try {
            stream.skipNBytes(unreadBytes + paddingBytes);
        } catch (EOFException e) {
            throw new BrokenArchiveException("the archive ends inside a file");
        }
        unreadBytes = 0;
        paddingBytes = 0;
    }

    /// The text of an entry that describes the next one.
    private String extension(TarHeader header) throws IOException {
        if (header.size() > EXTENSION_BYTES_MAX) {
            throw new BrokenArchiveException(
                    "a header's extension has %d bytes, limit %d"
                            .formatted(header.size(), EXTENSION_BYTES_MAX));
        }
        return new String(content().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// The path among pax records, each `length key=value` and a line feed.
    private static Optional<String> paxPath(String records) {
        return records.lines()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .filter(record -> record.startsWith("path="))
                .map(record -> record.substring("path=".length()))
                .findFirst();
    }
}
