package lotic.registry.format;

import java.nio.ByteBuffer;
import java.util.List;

/// A tensor to be written.
///
/// @param name not empty; not `__metadata__`
/// @param dtype of its numbers
/// @param shape row-major, each 0 or more; empty for a scalar
/// @param data little-endian, position to limit, exactly as long as dtype and shape say; neither
///   copied nor changed, and owned by the caller
public record TensorData(String name, Dtype dtype, List<Long> shape, ByteBuffer data) {

    public TensorData {
        shape = List.copyOf(shape);
        if (name.isEmpty() || name.equals(SafetensorsHeader.METADATA)) {
            throw new IllegalArgumentException("\"" + name + "\" cannot name a tensor");
        }
        if (shape.stream().anyMatch(length -> length < 0)
                || TensorEntry.bytes(dtype, shape) != data.remaining()) {
            throw new IllegalArgumentException(
                    "tensor %s is %s %s, but its data has %d bytes"
                            .formatted(name, dtype, shape, data.remaining()));
        }
    }
}
