package lotic.registry.store;

import lotic.registry.format.Sha256;
import lotic.registry.store.StoreException.Reason;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// Files by the digest of their bytes. A blob that is there is whole, verified and durable, and
/// never changes. Safe for use by many threads.
public final class BlobStore {

    private static final int BUFFER_BYTES = 128 << 10;

    private final Path blobs;
    private final Path incoming;
    private final Disk disk;
    private final StoreLimits limits;
    private final AtomicLong uploads = new AtomicLong();

    BlobStore(Path folder, Disk disk, StoreLimits limits) throws IOException {
        this.blobs = folder.resolve("sha256");
        this.incoming = folder.resolve("incoming");
        this.disk = disk;
        this.limits = limits;
        Files.createDirectories(blobs);
        Files.createDirectories(incoming);
        dropUnfinished();
    }

    /// Size of a blob in bytes; empty if it is not here.
    public OptionalLong size(Sha256 sha256) {
        try {
            return OptionalLong.of(Files.size(path(sha256)));
        } catch (NoSuchFileException _) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the size of blob " + sha256, e);
        }
    }

    /// A blob's bytes, from any position.
    ///
    /// @throws StoreException if it is not here
    public FileChannel open(Sha256 sha256) {
        try {
            return FileChannel.open(path(sha256), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new StoreException(Reason.NOT_FOUND, "there is no blob " + sha256, e);
        } catch (IOException e) {
            throw new UncheckedIOException("opening blob " + sha256, e);
        }
    }

    /// Takes an upload; returns when the blob is durable. Nothing of it stays if it fails.
    ///
    /// @param expected digest of the bytes to come
    /// @param in read to its end, except if there is too much
    /// @return false if the blob was here already; then the bytes are not read
    /// @throws StoreException if the bytes are others, too many, or would fill the disk
    /// @throws IOException if the upload breaks off or the disk fails
    public boolean receive(Sha256 expected, InputStream in) throws IOException {
        if (size(expected).isPresent()) {
            return false;
        }
        requireRoom(0);
        Path aside = incoming.resolve("%s.%d".formatted(expected, uploads.incrementAndGet()));
        try {
            write(expected, in, aside);
            keep(expected, aside);
        } finally {
            Files.deleteIfExists(aside);
        }
        return true;
    }

    /// Makes sure that the names of blobs are durable, also of those whose upload is still being
    /// acknowledged to another sender.
    void syncNames(Collection<Sha256> named) throws IOException {
        for (Sha256 sha256 : named) {
            disk.syncFolder(folder(sha256));
        }
        disk.syncFolder(blobs);
    }

    private void write(Sha256 expected, InputStream in, Path aside) throws IOException {
        MessageDigest digest = Sha256.algorithm();
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (FileChannel file = disk.create(aside)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                if (size > limits.blobBytesMax()) {
                    throw new StoreException(
                            Reason.BLOB_TOO_LARGE,
                            "blob %s has more than %d bytes (registry.blob-bytes-max)"
                                    .formatted(expected, limits.blobBytesMax()));
                }
                requireRoom(n);
                digest.update(buffer, 0, n);
                for (ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n); bytes.hasRemaining(); ) {
                    file.write(bytes);
                }
            }
            requireDigest(expected, Sha256.fromBytes(digest.digest()), size);
            disk.force(file);
        }
    }

    private void keep(Sha256 sha256, Path aside) throws IOException {
        Path target = path(sha256);
        Path folder = folder(sha256);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            disk.syncFolder(blobs);
        }
        disk.rename(aside, target);
        disk.syncFolder(folder);
    }

    private void requireRoom(int bytes) throws IOException {
        long free = disk.freeBytes(incoming);
        if (free - bytes < limits.diskFreeBytesMin()) {
            throw new StoreException(
                    Reason.DISK_FULL,
                    "%d bytes are free at %s, %d must stay free (registry.disk-free-bytes-min)"
                            .formatted(free, blobs, limits.diskFreeBytesMin()));
        }
    }

    private static void requireDigest(Sha256 expected, Sha256 actual, long size) {
        if (!actual.equals(expected)) {
            throw new StoreException(
                    Reason.DIGEST_MISMATCH,
                    "the %d bytes sent as blob %s have digest %s"
                            .formatted(size, expected, actual));
        }
    }

    private Path path(Sha256 sha256) {
        return folder(sha256).resolve(sha256.hex());
    }

    private Path folder(Sha256 sha256) {
        return blobs.resolve(sha256.hex().substring(0, 2));
    }

    private void dropUnfinished() throws IOException {
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(incoming)) {
            for (Path upload : unfinished) {
                Files.delete(upload);
            }
        }
    }
}
