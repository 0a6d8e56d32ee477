package lotic.learning.state;

import java.nio.ByteBuffer;

/// A tensor's numbers outside the engine.
///
/// @param type of its numbers
/// @param shape row-major; empty for a scalar
/// @param data little-endian, position 0 to limit; owned by whoever made the tensor
public record Tensor(NumberType type, long[] shape, ByteBuffer data) {

    /// Number types that states hold, by safetensors' names.
    public enum NumberType {
        F32,
        F64,
        I64
    }
}
