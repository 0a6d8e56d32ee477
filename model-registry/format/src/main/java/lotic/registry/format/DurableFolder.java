package lotic.registry.format;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Names of files that survive a power cut. Forcing a file makes its bytes durable; the name under
/// which they are found belongs to the folder and needs its own.
public final class DurableFolder {

    private static final boolean WINDOWS = File.separatorChar == '\\';

    private DurableFolder() {}

    /// Makes the names in a folder durable.
    public static void sync(Path folder) throws IOException {
        if (WINDOWS) {
            return; // NTFS journals names itself and opens no folder for this.
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Gives something its final name at once, durably. What is moved must be durable itself.
    ///
    /// @throws java.nio.file.DirectoryNotEmptyException if a folder stands there already
    public static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        Path folder = to.toAbsolutePath().getParent();
        if (folder != null) {
            sync(folder);
        }
    }
}
