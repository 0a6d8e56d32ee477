package lotic.registry.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// A disk whose power fails just before its n-th operation. Afterwards [#lose] takes away what was
/// not made durable: bytes that were not forced, names in folders that were not synced, folders
/// that their own folder does not know yet.
final class PowerLossDisk implements Disk {

    private final Disk disk = new Disk.Local();
    private final SplittableRandom random;
    private final Map<FileChannel, Path> open = new HashMap<>();
    private final Set<Path> unforced = new HashSet<>();
    private final Set<Path> unsyncedNames = new HashSet<>();
    private final Set<Path> syncedFolders = new HashSet<>();
    private final Set<Path> folders = new HashSet<>();
    private long operationsLeft;

    /// The power failed.
    static final class PowerLost extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    PowerLossDisk(long operations, long seed) {
        this.operationsLeft = operations;
        this.random = new SplittableRandom(seed);
    }

    boolean hasPower() {
        return operationsLeft > 0;
    }

    @Override
    public FileChannel create(Path file) throws IOException {
        operate();
        FileChannel channel = disk.create(file);
        open.put(channel, file);
        unforced.add(file);
        return channel;
    }

    @Override
    public void force(FileChannel file) throws IOException {
        operate();
        disk.force(file);
        Optional.ofNullable(open.get(file)).ifPresent(unforced::remove);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        operate();
        disk.rename(from, to);
        if (unforced.remove(from)) {
            unforced.add(to);
        }
        unsyncedNames.add(to);
        folders.add(Objects.requireNonNull(to.getParent()));
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        operate();
        disk.syncFolder(folder);
        unsyncedNames.removeIf(name -> folder.equals(name.getParent()));
        try (var children = Files.list(folder)) {
            children.filter(Files::isDirectory).forEach(syncedFolders::add);
        }
    }

    @Override
    public long freeBytes(Path folder) {
        return Long.MAX_VALUE;
    }

    /// Leaves of the folder what a power cut leaves.
    void lose() throws IOException {
        for (Path file : unforced) {
            if (Files.exists(file)) {
                truncate(file);
            }
        }
        for (Path name : unsyncedNames) {
            Files.deleteIfExists(name);
        }
        for (Path folder : folders) {
            if (!syncedFolders.contains(folder) && Files.exists(folder)) {
                delete(folder);
            }
        }
    }

    private void operate() {
        if (operationsLeft <= 0) {
            throw new PowerLost();
        }
        operationsLeft--;
    }

    private void truncate(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(random.nextLong(channel.size() + 1) / 2);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException failure) throws IOException {
                        Files.delete(visited);
                        return super.postVisitDirectory(visited, failure);
                    }
                });
    }
}
