package lotic.registry.format;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The checked header of a safetensors file: it describes every byte of the file once.
///
/// @param tensors by offset; they follow one another without overlap or hole
/// @param metadata of `__metadata__`; empty if there is none
/// @param dataStart where in the file the tensors' bytes begin
public record SafetensorsHeader(
        List<TensorEntry> tensors, SortedMap<String, String> metadata, long dataStart) {

    /// The longest header that is read or written, in bytes. The reference allows 100 MB; the
    /// largest network of the literature's RegNet line needs about 0.2 MiB.
    public static final int HEADER_BYTES_MAX = 1 << 20;

    static final String METADATA = "__metadata__";
    static final int LENGTH_BYTES = Long.BYTES;

    public SafetensorsHeader {
        tensors = List.copyOf(tensors);
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /// Reads and checks a file's header; the tensors' bytes are not touched.
    ///
    /// @throws FormatException if the file breaks the format
    public static SafetensorsHeader read(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return read(channel);
        }
    }

    /// As [#read(Path)], from the channel's first byte; leaves its position anywhere.
    ///
    /// @throws FormatException if the file breaks the format
    public static SafetensorsHeader read(SeekableByteChannel channel) throws IOException {
        long fileBytes = channel.size();
        channel.position(0);
        ByteBuffer prefix = filled(channel, (int) Math.min(fileBytes, LENGTH_BYTES));
        int headerBytes = headerBytes(prefix, fileBytes);
        return HeaderParser.parse(filled(channel, headerBytes), fileBytes);
    }

    /// The header's length as the first bytes of a file state it.
    ///
    /// @throws FormatException if it is not within the file or beyond the limit
    static int headerBytes(ByteBuffer prefix, long fileBytes) {
        if (fileBytes < LENGTH_BYTES) {
            throw malformed(
                    "the file has %d bytes, a header's length needs 8".formatted(fileBytes));
        }
        long length = prefix.order(ByteOrder.LITTLE_ENDIAN).getLong(prefix.position());
        if (Long.compareUnsigned(length, HEADER_BYTES_MAX) > 0) {
            throw malformed(
                    "the header is said to be %s bytes long, the limit is %d"
                            .formatted(Long.toUnsignedString(length), HEADER_BYTES_MAX));
        }
        if (length > fileBytes - LENGTH_BYTES) {
            throw malformed(
                    "the header is said to be %d bytes long, the file has %d in all"
                            .formatted(length, fileBytes));
        }
        return (int) length;
    }

    static FormatException malformed(String what) {
        return new FormatException(FormatException.Reason.SAFETENSORS, "safetensors: " + what);
    }

    private static ByteBuffer filled(SeekableByteChannel channel, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the file became shorter while its header was read");
            }
        }
        return buffer.flip();
    }
}
