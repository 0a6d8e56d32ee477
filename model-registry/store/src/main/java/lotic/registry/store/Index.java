package lotic.registry.store;

import lotic.registry.store.StoreException.Reason;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The ordered map on disk under the registry's records. Safe for use by many threads; after
/// [#close] every call raises [Reason#CLOSED], never a fault in native code.
final class Index implements AutoCloseable {

    private static final long BLOCK_CACHE_BYTES = 8 << 20;
    private static final long WRITE_BUFFER_BYTES = 4 << 20;
    private static final long LOG_BYTES_MAX = 1 << 20;

    private final Options options;
    private final LRUCache cache;
    private final WriteOptions synced;
    private final RocksDB db;
    private final ReadWriteLock life = new ReentrantReadWriteLock();
    private boolean open = true;

    /// Makes something of an entry; the key is whole.
    interface Reader<T> {
        T read(byte[] key, byte[] value);
    }

    /// Puts that become durable together or not at all.
    interface Puts {
        void put(byte[] key, byte[] value);
    }

    private Index(Options options, LRUCache cache, RocksDB db) {
        this.options = options;
        this.cache = cache;
        this.db = db;
        this.synced = new WriteOptions().setSync(true);
    }

    static Index open(Path folder) throws IOException {
        RocksDB.loadLibrary();
        Files.createDirectories(folder);
        LRUCache cache = new LRUCache(BLOCK_CACHE_BYTES);
        Options options = options(cache);
        try {
            return new Index(options, cache, RocksDB.open(options, folder.toString()));
        } catch (RocksDBException e) {
            options.close();
            cache.close();
            throw unopened(folder, e);
        }
    }

    private static Options options(LRUCache cache) {
        return new Options()
                .setCreateIfMissing(true)
                .setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(cache))
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setMaxLogFileSize(LOG_BYTES_MAX)
                .setKeepLogFileNum(2)
                // Nothing is done while nothing happens.
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
    }

    private static StoreException unopened(Path folder, RocksDBException e) {
        boolean locked = String.valueOf(e.getMessage()).contains("lock");
        return locked
                ? new StoreException(
                        Reason.IN_USE,
                        "the folder %s is in use by another registry; stop it or choose another"
                                .formatted(folder),
                        e)
                : new StoreException(
                        Reason.UNREADABLE,
                        "the registry's index in %s cannot be read (%s)"
                                .formatted(folder, e.getMessage()),
                        e);
    }

    Optional<byte[]> get(byte[] key) {
        return whileOpen(
                () -> {
                    try {
                        return Optional.ofNullable(db.get(key));
                    } catch (RocksDBException e) {
                        throw unreadable(e);
                    }
                });
    }

    /// Entries whose keys start with a prefix, in ascending order.
    ///
    /// @param from where to begin: this key or the next one
    <T> List<T> ascending(byte[] prefix, byte[] from, int countMax, Reader<T> reader) {
        return whileOpen(
                () -> {
                    try (ReadOptions bounds = new ReadOptions();
                            Slice end = new Slice(successor(prefix));
                            RocksIterator entries =
                                    db.newIterator(bounds.setIterateUpperBound(end))) {
                        entries.seek(from);
                        List<T> found = new ArrayList<>();
                        for (; entries.isValid() && found.size() < countMax; entries.next()) {
                            found.add(reader.read(entries.key(), entries.value()));
                        }
                        entries.status();
                        return found;
                    } catch (RocksDBException e) {
                        throw unreadable(e);
                    }
                });
    }

    /// Entries whose keys start with a prefix, in descending order.
    ///
    /// @param from where to begin: this key or the one before
    <T> List<T> descending(byte[] prefix, byte[] from, int countMax, Reader<T> reader) {
        return whileOpen(
                () -> {
                    try (ReadOptions bounds = new ReadOptions();
                            Slice start = new Slice(prefix);
                            RocksIterator entries =
                                    db.newIterator(bounds.setIterateLowerBound(start))) {
                        entries.seekForPrev(from);
                        List<T> found = new ArrayList<>();
                        for (; entries.isValid() && found.size() < countMax; entries.prev()) {
                            found.add(reader.read(entries.key(), entries.value()));
                        }
                        entries.status();
                        return found;
                    } catch (RocksDBException e) {
                        throw unreadable(e);
                    }
                });
    }

    /// Writes durably, all or nothing.
    void write(Consumer<Puts> changes) {
        whileOpen(
                () -> {
                    try (WriteBatch batch = new WriteBatch()) {
                        changes.accept((key, value) -> put(batch, key, value));
                        db.write(synced, batch);
                        return batch.count();
                    } catch (RocksDBException e) {
                        throw unreadable(e);
                    }
                });
    }

    @Override
    public void close() {
        life.writeLock().lock();
        try {
            if (open) {
                open = false;
                db.close();
                synced.close();
                options.close();
                cache.close();
            }
        } finally {
            life.writeLock().unlock();
        }
    }

    /// The smallest key above all that start with a prefix. No prefix here is all 0xff.
    static byte[] successor(byte[] prefix) {
        byte[] next = Arrays.copyOf(prefix, prefix.length);
        next[next.length - 1]++;
        return next;
    }

    private <T> T whileOpen(Supplier<T> work) {
        life.readLock().lock();
        try {
            if (!open) {
                throw new StoreException(Reason.CLOSED, "the registry is closed");
            }
            return work.get();
        } finally {
            life.readLock().unlock();
        }
    }

    private static void put(WriteBatch batch, byte[] key, byte[] value) {
        try {
            batch.put(key, value);
        } catch (RocksDBException e) {
            throw unreadable(e);
        }
    }

    private static StoreException unreadable(RocksDBException e) {
        return new StoreException(
                Reason.UNREADABLE, "the registry's index failed: " + e.getMessage(), e);
    }
}
