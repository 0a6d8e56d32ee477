package lotic.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps a second trainer off a data folder. The operating system lets go of it when the process
/// ends, however it ends.
final class FolderLock implements AutoCloseable {

    private static final String FILE = "trainer.lock";
    private static final int HOLDER_BYTES_MAX = 32;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Locks the folder, which is made if it is not there.
    ///
    /// @throws IllegalStateException if another trainer has it, naming its process
    static FolderLock take(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve(FILE),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                String holder = holder(channel);
                channel.close();
                throw new IllegalStateException(
                        "The data folder %s is in use by the trainer of process %s. Stop it there, or choose another folder with trainer.data-folder."
                                .formatted(folder, holder));
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + ""), 0);
            return new FolderLock(channel);
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot use the data folder " + folder, unusable);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(HOLDER_BYTES_MAX);
        channel.read(text, 0);
        return StandardCharsets.UTF_8.decode(text.flip()).toString();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot let go of the data folder", unusable);
        }
    }
}
