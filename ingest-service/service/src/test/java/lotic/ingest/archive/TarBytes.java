package lotic.ingest.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Tar archives, written by hand.
public final class TarBytes {

    private static final int BLOCK = 512;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public TarBytes file(String name, byte[] content) {
        return entry(name, '0', content);
    }

    public TarBytes file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    TarBytes entry(String name, char type, byte[] content) {
        header(name, type, "%011o".formatted(content.length).getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(content);
        bytes.writeBytes(new byte[Math.floorMod(-content.length, BLOCK)]);
        return this;
    }

    TarBytes header(String name, char type, byte[] size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name.getBytes(StandardCharsets.UTF_8));
        put(header, 100, "0000644\0".getBytes(StandardCharsets.US_ASCII));
        put(header, 124, size);
        header[156] = (byte) type;
        put(header, 257, "ustar\00000".getBytes(StandardCharsets.US_ASCII));
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += Byte.toUnsignedInt(b);
        }
        put(header, 148, "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(header);
        return this;
    }

    public byte[] end() {
        bytes.writeBytes(new byte[2 * BLOCK]);
        return cut();
    }

    /// The archive as it is so far, without its end.
    public byte[] cut() {
        return bytes.toByteArray();
    }

    private static void put(byte[] header, int at, byte[] value) {
        System.arraycopy(value, 0, header, at, value.length);
    }
}
