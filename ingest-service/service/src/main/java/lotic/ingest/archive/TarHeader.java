package lotic.ingest.archive;

import java.nio.charset.StandardCharsets;

/// The 512 bytes before each entry of a tar archive (POSIX.1-2017, pax, "ustar Interchange
/// Format").
///
/// @param name with its prefix
/// @param size of the content in bytes, 0 or more
/// @param type one character: `0` is a file
record TarHeader(String name, long size, char type) {

    static final int BYTES = 512;

    /// The content is the next entry's name.
    static final char GNU_LONG_NAME = 'L';

    /// The content is a list of attributes of the next entry.
    static final char PAX = 'x';

    private static final int NAME_BYTES = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_BYTES = 12;
    private static final int SUM_AT = 148;
    private static final int SUM_BYTES = 8;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX_BYTES = 155;

    /// Whether this entry is an ordinary file. The zero byte is how old archives say so.
    boolean isFile() {
        return type == '0' || type == '\0';
    }

    /// Whether a block ends the archive.
    static boolean isEnd(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /// Reads a header.
    ///
    /// @throws BrokenArchiveException if the block is none
    static TarHeader of(byte[] block) throws BrokenArchiveException {
        if (number(block, SUM_AT, SUM_BYTES) != sum(block)) {
            throw new BrokenArchiveException(
                    "a header's checksum is wrong: this is no tar archive");
        }
        String name = text(block, 0, NAME_BYTES);
        // GNU's own format has other things where the prefix would be.
        boolean posix = text(block, MAGIC_AT, 6).equals("ustar") && block[MAGIC_AT + 5] == 0;
        String prefix = posix ? text(block, PREFIX_AT, PREFIX_BYTES) : "";
        return new TarHeader(
                prefix.isEmpty() ? name : prefix + "/" + name,
                number(block, SIZE_AT, SIZE_BYTES),
                (char) block[TYPE_AT]);
    }

    /// The sum of all bytes, those of the checksum taken as spaces.
    private static long sum(byte[] block) {
        long sum = 0;
        for (int i = 0; i < BYTES; i++) {
            boolean inSum = i >= SUM_AT && i < SUM_AT + SUM_BYTES;
            sum += inSum ? ' ' : Byte.toUnsignedInt(block[i]);
        }
        return sum;
    }

    /// A number in octal digits, or in binary if the first bit is set (GNU, for files above 8 GiB).
    private static long number(byte[] block, int at, int bytes) throws BrokenArchiveException {
        if ((block[at] & 0x80) != 0) {
            long value = block[at] & 0x7F;
            for (int i = at + 1; i < at + bytes; i++) {
                if (value > Long.MAX_VALUE >> 8) { // so is a negative one
                    throw new BrokenArchiveException("a header holds a number beyond 64 bits");
                }
                value = value << 8 | Byte.toUnsignedInt(block[i]);
            }
            return value;
        }
        String digits = text(block, at, bytes).strip();
        if (!digits.matches("[0-7]{0,12}")) {
            throw new BrokenArchiveException(
                    "a header holds no number where one belongs: this is no tar archive");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static String text(byte[] block, int at, int bytesMax) {
        int end = at;
        while (end < at + bytesMax && block[end] != 0) {
            end++;
        }
        return new String(block, at, end - at, StandardCharsets.UTF_8);
    }
}
