package lotic.registry.store;

import lotic.registry.format.FormatException;
import lotic.registry.format.SafetensorsHeader;
import lotic.registry.format.VersionFile;
import lotic.registry.store.StoreException.Reason;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a version may hold. Files whose readers run code that is in them are refused: pickles and
/// what wraps them, TorchScript archives (CVE-2025-32434: "weights only" did not help). safetensors
/// are checked here, since not every reader does.
final class ContentRules {

    private static final Pattern RUNS_CODE =
            Pattern.compile(
                    ".*\\.(pt|pth|ptl|pkl|pickle|ckpt|joblib|npy|npz|torchscript)"
                            + "|(.*/)?pytorch_model[^/]*\\.bin");
    private static final int MAGIC_BYTES = 4;
    private static final int ZIP = 0x504b0304; // TorchScript, and torch.save since 1.6
    private static final int PICKLE_PROTOCOL = 0x80; // first opcode of protocols 2 to 5
    private static final int PICKLE_PROTOCOL_MIN = 2;
    private static final int PICKLE_PROTOCOL_MAX = 5;

    private ContentRules() {}

    /// Looks at a file of a version.
    ///
    /// @param content from its first byte; its position is left anywhere
    /// @throws StoreException if the file is refused
    static void check(VersionFile file, SeekableByteChannel content) throws IOException {
        String name = file.path().toLowerCase(Locale.ROOT);
        if (name.endsWith(".safetensors")) {
            checkSafetensors(file, content);
        } else if (RUNS_CODE.matcher(name).matches() || magicRunsCode(content)) {
            throw new StoreException(
                    Reason.CONTENT_REFUSED,
                    file.path()
                            + " could run code when it is read (pickle, TorchScript or an archive);"
                            + " publish safetensors or ONNX");
        }
    }

    private static void checkSafetensors(VersionFile file, SeekableByteChannel content)
            throws IOException {
        try {
            SafetensorsHeader.read(content);
        } catch (FormatException e) {
            throw new StoreException(
                    Reason.CONTENT_REFUSED, file.path() + ": " + e.getMessage(), e);
        }
    }

    private static boolean magicRunsCode(SeekableByteChannel content) throws IOException {
        ByteBuffer magic = ByteBuffer.allocate(MAGIC_BYTES);
        content.position(0);
        while (magic.hasRemaining() && content.read(magic) >= 0) {
            // A short read is no end.
        }
        if (magic.position() < MAGIC_BYTES) {
            return false;
        }
        int protocol = magic.get(1);
        return magic.getInt(0) == ZIP
                || (Byte.toUnsignedInt(magic.get(0)) == PICKLE_PROTOCOL
                        && protocol >= PICKLE_PROTOCOL_MIN
                        && protocol <= PICKLE_PROTOCOL_MAX);
    }
}
