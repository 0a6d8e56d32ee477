package lotic.learning.state;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A tensor's numbers outside the engine. Two are equal if type, shape and every bit are: two NaNs
/// of one pattern are, 0 and -0 are not.
///
/// @param type of its numbers
/// @param shape row-major; empty for a scalar
/// @param data little-endian, position 0 to limit; owned by whoever made the tensor
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode below compare contents
public record Tensor(NumberType type, long[] shape, ByteBuffer data) {

    /// Number types that states hold, by safetensors' names.
    public enum NumberType {
        F32(Float.BYTES),
        F64(Double.BYTES),
        I64(Long.BYTES);

        private final int bytes;

        NumberType(int bytes) {
            this.bytes = bytes;
        }

        /// Width of one number.
        public int bytes() {
            return bytes;
        }
    }

    public Tensor {
        long expected = type.bytes();
        for (long length : shape) {
            expected = Math.multiplyExact(expected, length);
        }
        if (data.position() != 0 || data.limit() != expected) {
            throw new IllegalArgumentException(
                    "a tensor of %s %s has %d bytes, not %d from position %d"
                            .formatted(
                                    type,
                                    Arrays.toString(shape),
                                    expected,
                                    data.remaining(),
                                    data.position()));
        }
    }

    /// Size of the numbers.
    public long bytes() {
        return data.limit();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that
                && type == that.type
                && Arrays.equals(shape, that.shape)
                && data.equals(that.data);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * type.hashCode() + Arrays.hashCode(shape)) + data.hashCode();
    }

    @Override
    public String toString() {
        return type + Arrays.toString(shape);
    }
}
