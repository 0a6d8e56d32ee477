package lotic.registry.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/// Writes safetensors files byte for byte as the reference does: tensors by descending dtype, then
/// name, under a header padded to a multiple of 8.
public final class SafetensorsWriter {

    private static final JsonFactory JSON = new JsonFactory();

    /// UTF-8 sorts like code points, UTF-16 does not.
    private static final Comparator<String> BY_CODE_POINTS =
            (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

    private static final Comparator<TensorData> REFERENCE_ORDER =
            Comparator.comparing(TensorData::dtype)
                    .reversed()
                    .thenComparing(TensorData::name, BY_CODE_POINTS);

    private SafetensorsWriter() {}

    /// Writes a whole file and leaves the channel open. The tensors' buffers are not copied and
    /// keep their positions.
    ///
    /// @param metadata for `__metadata__`, which is left out if this is empty
    /// @return bytes written
    /// @throws IllegalArgumentException if two tensors have one name
    /// @throws FormatException if the header would be longer than
    ///   [SafetensorsHeader#HEADER_BYTES_MAX]
    public static long write(
            WritableByteChannel channel,
            Collection<TensorData> tensors,
            SortedMap<String, String> metadata)
            throws IOException {
        requireDistinctNames(tensors);
        List<TensorData> ordered = tensors.stream().sorted(REFERENCE_ORDER).toList();
        ByteBuffer header = header(ordered, metadata);
        long written = drain(channel, header);
        for (TensorData tensor : ordered) {
            written += drain(channel, tensor.data().duplicate());
        }
        return written;
    }

    private static ByteBuffer header(List<TensorData> ordered, SortedMap<String, String> metadata)
            throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(SafetensorsHeader.METADATA);
                for (var entry : metadata.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            long offset = 0;
            for (TensorData tensor : ordered) {
                writeEntry(json, tensor, offset);
                offset += tensor.data().remaining();
            }
            json.writeEndObject();
        }
        while (text.size() % Long.BYTES != 0) {
            text.write(' ');
        }
        if (text.size() > SafetensorsHeader.HEADER_BYTES_MAX) {
            throw SafetensorsHeader.malformed(
                    "%d tensors make a header of %d bytes, the limit is %d"
                            .formatted(
                                    ordered.size(),
                                    text.size(),
                                    SafetensorsHeader.HEADER_BYTES_MAX));
        }
        return ByteBuffer.allocate(Long.BYTES + text.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.size())
                .put(text.toByteArray())
                .flip();
    }

    private static void writeEntry(JsonGenerator json, TensorData tensor, long offset)
            throws IOException {
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", tensor.dtype().name());
        json.writeArrayFieldStart("shape");
        for (long length : tensor.shape()) {
            json.writeNumber(length);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("data_offsets");
        json.writeNumber(offset);
        json.writeNumber(offset + tensor.data().remaining());
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void requireDistinctNames(Collection<TensorData> tensors) {
        Set<String> names = new HashSet<>();
        for (TensorData tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new IllegalArgumentException("two tensors are named " + tensor.name());
            }
        }
    }

    private static long drain(WritableByteChannel channel, ByteBuffer buffer) throws IOException {
        long bytes = buffer.remaining();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        return bytes;
    }
}
