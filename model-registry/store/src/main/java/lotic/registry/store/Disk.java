package lotic.registry.store;

import lotic.registry.format.DurableFolder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The file operations on which durability rests, so that tests can lose power between any two.
interface Disk {

    /// Starts a file that must not exist.
    FileChannel create(Path file) throws IOException;

    /// Makes a file's bytes durable.
    void force(FileChannel file) throws IOException;

    /// Gives a file its final name in another folder, replacing an equal one.
    void rename(Path from, Path to) throws IOException;

    /// Makes the names in a folder durable.
    void syncFolder(Path folder) throws IOException;

    long freeBytes(Path folder) throws IOException;

    /// The machine's own.
    record Local() implements Disk {

        @Override
        public FileChannel create(Path file) throws IOException {
            return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        @Override
        public void force(FileChannel file) throws IOException {
            file.force(true);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void syncFolder(Path folder) throws IOException {
            DurableFolder.sync(folder);
        }

        @Override
        public long freeBytes(Path folder) throws IOException {
            return Files.getFileStore(folder).getUsableSpace();
        }
    }
}
