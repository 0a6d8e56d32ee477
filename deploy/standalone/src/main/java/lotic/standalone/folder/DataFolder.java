package lotic.standalone.folder;

import org.jspecify.annotations.Nullable;
import org.rocksdb.NativeLibraryLoader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The data folder, held by this process until it is closed or the process ends.
public final class DataFolder implements AutoCloseable {

    private static final String LOCK_FILE = "lotic.lock";

    /// What Lotic keeps in it; anything else is somebody else's.
    private static final Set<String> OWN =
            Set.of("broker", "ingest", "trainer", "registry", "logs", "native", LOCK_FILE);

    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /// Makes the folder if need be and takes its lock.
    ///
    /// @param path of the folder, or a symbolic link to it
    /// @throws FolderInUseException if another process has it
    public static DataFolder lock(Path path, InstantSource clock) {
        Path root = path;
        try {
            Files.createDirectories(root);
            root = root.toRealPath();
            FileChannel channel =
                    FileChannel.open(
                            root.resolve(LOCK_FILE),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                String holder = holder(channel).map(Holder::words).orElse("another process");
                channel.close();
                throw new FolderInUseException(
                        "The data folder %s is in use by %s. Stop it with Ctrl-C there, or choose another folder with --data."
                                .formatted(shown(root), holder));
            }
            new Holder(ProcessHandle.current().pid(), clock.instant()).write(channel);
            return new DataFolder(root, channel);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The data folder %s cannot be used (%s). Look at its rights and free space, or choose another with --data."
                            .formatted(shown(root), DiskFault.words(e)),
                    e);
        }
    }

    /// Where the embedded broker keeps its log.
    public Path broker() {
        return root.resolve("broker");
    }

    /// Has RocksDB's native library unpacked in this folder, over the one that an earlier process
    /// left. Left alone, it would unpack a fresh copy into the system's temporary folder at each
    /// start, and leave it there when killed. To be called before RocksDB is used.
    public void unpackRocksDb() {
        Path libraries = root.resolve("native");
        try {
            Files.createDirectories(libraries);
            NativeLibraryLoader.getInstance().loadLibrary(libraries.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot unpack RocksDB's library into %s (%s)"
                            .formatted(shown(libraries), DiskFault.words(e)),
                    e);
        }
    }

    /// Removes what earlier runs left; the lock stays with this process.
    ///
    /// @throws ForeignFilesException if there is anything that is not Lotic's; nothing is removed
    ///   then
    public void clear() {
        try (Stream<Path> entries = Files.list(root)) {
            Optional<Path> foreign =
                    entries.filter(entry -> !OWN.contains(entry.getFileName().toString()))
                            .findFirst();
            if (foreign.isPresent()) {
                throw new ForeignFilesException(
                        "%s holds %s, which is not Lotic's, so nothing there is cleared. Choose another folder with --data."
                                .formatted(shown(root), foreign.get().getFileName()));
            }
            Files.walkFileTree(root, new Removal(root, root.resolve(LOCK_FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear %s".formatted(shown(root)), e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release %s".formatted(shown(root)), e);
        }
    }

    /// A path as people write it, with `~` for their home.
    public static String shown(Path path) {
        Path home = Path.of(System.getProperty("user.home"));
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(home) && !absolute.equals(home)
                ? "~/" + home.relativize(absolute)
                : absolute.toString();
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false; // held by this very process
        }
    }

    private static Optional<Holder> holder(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(128);
        channel.read(bytes, 0);
        return Holder.parse(StandardCharsets.UTF_8.decode(bytes.flip()).toString());
    }

    /// Who has the lock: told to whoever comes second.
    private record Holder(long pid, Instant since) {

        void write(FileChannel channel) throws IOException {
            String text = pid + " " + since.truncatedTo(ChronoUnit.SECONDS) + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        }

        static Optional<Holder> parse(String text) {
            String[] words = text.strip().split(" ", -1);
            try {
                return words.length == 2
                        ? Optional.of(new Holder(Long.parseLong(words[0]), Instant.parse(words[1])))
                        : Optional.empty();
            } catch (IllegalArgumentException | java.time.DateTimeException _) {
                return Optional.empty(); // being written just now
            }
        }

        String words() {
            var time = DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.systemDefault());
            return "process %d (started %s)".formatted(pid, time.format(since));
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {

        private final Path root;
        private final Path kept;

        Removal(Path root, Path kept) {
            this.root = root;
            this.kept = kept;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            if (!file.equals(kept)) {
                Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            if (!folder.equals(root)) {
                Files.delete(folder);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
