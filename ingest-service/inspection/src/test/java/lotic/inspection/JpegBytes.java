package lotic.inspection;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/// Small JPEG files, written by hand. Both Huffman tables know one code, `0`: a mean of no bits, or
/// the end of a block. So a block takes two bits, and a byte of them holds up to four blocks.
final class JpegBytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static JpegBytes start() {
        return new JpegBytes().hex("FFD8");
    }

    /// A grey picture, 8 pixels wide, with its tables and the header of its only scan.
    static JpegBytes grey(int height, int restartInterval) {
        JpegBytes jpeg = start().table(0x00).table(0x10).greyFrame(0xC0, 8, height);
        if (restartInterval > 0) {
            jpeg.hex("FFDD0004").u16(restartInterval);
        }
        return jpeg.greyScan();
    }

    JpegBytes greyFrame(int marker, int width, int height) {
        return hex("FF").u8(marker).hex("000B08").u16(height).u16(width).hex("01011100");
    }

    JpegBytes greyScan() {
        return hex("FFDA0008 0101 00 003F00");
    }

    /// @param place class and number of the table
    JpegBytes table(int place) {
        return hex("FFC40014").u8(place).hex("01000000000000000000000000000000 00");
    }

    JpegBytes hex(String digits) {
        bytes.writeBytes(HexFormat.of().parseHex(digits.replace(" ", "")));
        return this;
    }

    JpegBytes u8(int value) {
        bytes.write(value);
        return this;
    }

    JpegBytes u16(int value) {
        return u8(value >> 8).u8(value);
    }

    JpegBytes fill(int value, int count) {
        byte[] filling = new byte[count];
        Arrays.fill(filling, (byte) value);
        bytes.writeBytes(filling);
        return this;
    }

    byte[] end() {
        return hex("FFD9").toBytes();
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
