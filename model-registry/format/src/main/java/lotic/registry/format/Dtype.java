package lotic.registry.format;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The number types of safetensors, in the reference's ascending order, which decides where tensors
/// stand in a file. Its packed types of 4 and 6 bits have no whole width in bytes and are refused.
public enum Dtype {
    BOOL(1),
    U8(1),
    I8(1),
    F8_E5M2(1),
    F8_E4M3(1),
    I16(2),
    U16(2),
    F16(2),
    BF16(2),
    I32(4),
    U32(4),
    F32(4),
    C64(8),
    F64(8),
    I64(8),
    U64(8);

    private static final Map<String, Dtype> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Dtype::name, Function.identity()));

    private final int bytes;

    Dtype(int bytes) {
        this.bytes = bytes;
    }

    /// Width of one number.
    public int bytes() {
        return bytes;
    }

    static Optional<Dtype> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
