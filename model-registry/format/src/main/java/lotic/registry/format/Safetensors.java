package lotic.registry.format;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A safetensors file that was read and checked; its tensors are views, nothing is copied.
///
/// Views are safe to read from many threads and end with [#close].
public final class Safetensors implements AutoCloseable {

    private final SafetensorsHeader header;
    private final Map<String, TensorEntry> entries;
    private final MemorySegment bytes;
    private final Arena arena;

    private Safetensors(SafetensorsHeader header, MemorySegment bytes, Arena arena) {
        this.header = header;
        this.bytes = bytes;
        this.arena = arena;
        this.entries = HashMap.newHashMap(header.tensors().size());
        header.tensors().forEach(tensor -> entries.put(tensor.name(), tensor));
    }

    /// Maps a file into memory. The file must not be changed while it is open.
    ///
    /// @throws FormatException if the file breaks the format
    public static Safetensors open(Path file) throws IOException {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            SafetensorsHeader header = SafetensorsHeader.read(channel);
            MemorySegment bytes =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new Safetensors(header, bytes, arena);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /// Reads a whole file that is in memory already.
    ///
    /// @param file position to limit; kept by the views, so it must not be changed
    /// @throws FormatException if the bytes break the format
    public static Safetensors read(ByteBuffer file) {
        ByteBuffer whole = file.slice();
        int headerBytes = SafetensorsHeader.headerBytes(whole, whole.remaining());
        ByteBuffer json = whole.slice(SafetensorsHeader.LENGTH_BYTES, headerBytes);
        return new Safetensors(
                HeaderParser.parse(json, whole.remaining()),
                MemorySegment.ofBuffer(whole),
                Arena.ofShared());
    }

    public SafetensorsHeader header() {
        return header;
    }

    /// What the header says of a tensor; empty if the file has none of that name.
    public Optional<TensorEntry> entry(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /// A read-only, little-endian view of a tensor's bytes.
    ///
    /// @throws FormatException if the file has no such tensor, or one of more than 2 GiB
    public ByteBuffer data(String name) {
        TensorEntry entry =
                entry(name)
                        .orElseThrow(() -> SafetensorsHeader.malformed("no tensor named " + name));
        if (entry.bytes() > Integer.MAX_VALUE) {
            throw SafetensorsHeader.malformed(
                    "%s has %d bytes, more than one view can hold".formatted(name, entry.bytes()));
        }
        return bytes.asSlice(header.dataStart() + entry.begin(), entry.bytes())
                .asByteBuffer()
                .asReadOnlyBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        arena.close();
    }
}
