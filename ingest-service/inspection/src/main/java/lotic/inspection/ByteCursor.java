package lotic.inspection;

import java.nio.charset.StandardCharsets;

/// A position in a file that only moves forward. Reading past the end refuses the file as
/// truncated, so a scan that moves in each round ends.
final class ByteCursor {

    private final byte[] bytes;
    private int position;

    ByteCursor(byte[] bytes) {
        this.bytes = bytes;
    }

    int position() {
        return position;
    }

    int remaining() {
        return bytes.length - position;
    }

    byte[] bytes() {
        return bytes;
    }

    /// @param what names the part of the file that the bytes belong to
    void skip(long count, String what) {
        if (count > remaining()) {
            throw new Refusal(
                    Reason.TRUNCATED,
                    "ends after %d bytes, inside %s".formatted(bytes.length, what));
        }
        position += (int) count;
    }

    int u8(String what) {
        skip(1, what);
        return Byte.toUnsignedInt(bytes[position - 1]);
    }

    int u16(String what) {
        return u8(what) << 8 | u8(what);
    }

    int u16Little(String what) {
        return u8(what) | u8(what) << 8;
    }

    int u24Little(String what) {
        return u16Little(what) | u8(what) << 16;
    }

    long u32(String what) {
        return (long) u16(what) << 16 | u16(what);
    }

    long u32Little(String what) {
        return u16Little(what) | (long) u16Little(what) << 16;
    }

    int i32Little(String what) {
        return (int) u32Little(what);
    }

    /// Four characters that name a chunk.
    String fourCharacters(String what) {
        skip(4, what);
        return new String(bytes, position - 4, 4, StandardCharsets.ISO_8859_1);
    }
}
