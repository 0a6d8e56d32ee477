package lotic.registry.format;

import java.util.List;

/// What a header says of one tensor.
///
/// @param name not empty
/// @param dtype of its numbers
/// @param shape row-major, each 0 or more; empty for a scalar
/// @param begin first byte, counted from the end of the header
/// @param end the byte after the last
public record TensorEntry(String name, Dtype dtype, List<Long> shape, long begin, long end) {

    public TensorEntry {
        shape = List.copyOf(shape);
    }

    /// Size of the tensor's bytes.
    public long bytes() {
        return end - begin;
    }

    /// How many bytes a tensor of this shape takes.
    ///
    /// @throws ArithmeticException if the product does not fit a long
    static long bytes(Dtype dtype, List<Long> shape) {
        long bytes = dtype.bytes();
        for (long length : shape) {
            bytes = Math.multiplyExact(bytes, length);
        }
        return bytes;
    }
}
