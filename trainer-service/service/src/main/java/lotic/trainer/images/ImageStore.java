package lotic.trainer.images;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Images by key, in a folder of their own. What was put survives the end of the process at once,
/// and the end of the machine after [#sync]. Safe for use by many threads; throws
/// [UncheckedIOException] if the disk refuses.
public final class ImageStore implements AutoCloseable {

    /// Filled within a minute even by a slow stream, so that memory does not go on growing for an
    /// hour after the start.
    private static final long WRITE_BUFFER_BYTES = 4 << 20;

    private static final long BLOCK_CACHE_BYTES = 4 << 20;
    private static final long LOG_BYTES_MAX = 16 << 20;

    /// Larger values lie in files of their own, which compactions do not rewrite.
    private static final long BLOB_BYTES_MIN = 4096;

    private static final byte[] FIRST_KEY = new byte[0];

    private final LRUCache cache = new LRUCache(BLOCK_CACHE_BYTES);
    private final Options options = options(cache);
    private final RocksDB db;

    static {
        RocksDB.loadLibrary();
    }

    /// @param folder created if it is not there; nobody else may have it open
    public ImageStore(Path folder) {
        try {
            Files.createDirectories(folder);
            db = RocksDB.open(options, folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RocksDBException e) {
            throw refused(e);
        }
    }

    private static Options options(LRUCache cache) {
        BlockBasedTableConfig table =
                new BlockBasedTableConfig().setBlockCache(cache).setCacheIndexAndFilterBlocks(true);
        return new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setMaxTotalWalSize(2 * WRITE_BUFFER_BYTES)
                .setTableFormatConfig(table)
                .setEnableBlobFiles(true)
                .setMinBlobSize(BLOB_BYTES_MIN)
                .setEnableBlobGarbageCollection(true)
                .setMaxBackgroundJobs(1)
                .setMaxLogFileSize(LOG_BYTES_MAX)
                .setKeepLogFileNum(1)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL);
    }

    /// Keeps an image; putting the same again changes nothing.
    public void put(byte[] key, byte[] image) {
        try {
            db.put(key, image);
        } catch (RocksDBException e) {
            throw refused(e);
        }
    }

    /// The image of a key.
    public Optional<byte[]> get(byte[] key) {
        try {
            return Optional.ofNullable(db.get(key));
        } catch (RocksDBException e) {
            throw refused(e);
        }
    }

    /// Forgets every image whose key is before another one, bytes as unsigned numbers.
    public void deleteBelow(byte[] key) {
        try {
            db.deleteRange(FIRST_KEY, key);
            // Whole files of forgotten images go at once; the rest goes with a later compaction.
            db.deleteFilesInRanges(db.getDefaultColumnFamily(), List.of(FIRST_KEY, key), false);
        } catch (RocksDBException e) {
            throw refused(e);
        }
    }

    /// Brings everything that was put to the disk.
    public void sync() {
        try {
            db.flushWal(true);
        } catch (RocksDBException e) {
            throw refused(e);
        }
    }

    private static UncheckedIOException refused(RocksDBException e) {
        return new UncheckedIOException(new IOException(e.getMessage(), e));
    }

    @Override
    public void close() {
        db.close();
        options.close();
        cache.close();
    }
}
