package lotic.learning.ops;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes the source of a class `M` as an archive that libtorch loads: a zip without compression
/// that holds the code, a pickled instance without tensors, and the format's version (PyTorch,
/// `torch/csrc/jit/docs/serialization.md`).
final class ScriptArchive {

    private static final byte[] VERSION = "3\n".getBytes(StandardCharsets.US_ASCII);

    /// Protocol 2, an empty tuple, stop.
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

    private ScriptArchive() {}

    /// The archive's bytes.
    static byte[] of(String source) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            store(zip, "archive/version", VERSION);
            store(zip, "archive/constants.pkl", NO_CONSTANTS);
            store(zip, "archive/data.pkl", instance());
            store(zip, "archive/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("a zip in memory failed", e);
        }
        return bytes.toByteArray();
    }

    /// Pickle, protocol 2: an object of class `__torch__.M` whose state is `{"training": True}`.
    private static byte[] instance() {
        byte[] global = "c__torch__\nM\n".getBytes(StandardCharsets.US_ASCII);
        byte[] attribute = "training".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer pickle = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        pickle.put((byte) 0x80).put((byte) 2);
        pickle.put(global).put((byte) ')').put((byte) 0x81); // NEWOBJ without arguments
        pickle.put((byte) '}').put((byte) '(');
        pickle.put((byte) 'X').putInt(attribute.length).put(attribute);
        pickle.put((byte) 0x88); // True
        pickle.put((byte) 'u').put((byte) 'b').put((byte) '.'); // SETITEMS, BUILD, STOP
        byte[] bytes = new byte[pickle.position()];
        pickle.flip().get(bytes);
        return bytes;
    }

    private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
