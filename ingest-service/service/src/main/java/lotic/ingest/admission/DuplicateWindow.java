package lotic.ingest.admission;

import lotic.schemas.Digests;
import lotic.schemas.ImageDigest;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// The memory of admission: which images and which submission ids it met within the last hours.
///
/// One window store holds both, told apart by the first byte of the key: each store costs every
/// partition a RocksDB instance per segment of time. It holds digests, never images, since its
/// changelog carries whatever it holds.
final class DuplicateWindow {

    /// Name of the store, part of the changelog topic's name: never to change.
    static final String STORE = "seen";

    private static final byte IMAGE = 'i';
    private static final byte SUBMISSION_ID = 's';
    private static final int ID_HASH_BYTES = 16;
    private static final byte[] PRESENT = {1};

    private final WindowStore<byte[], byte[]> store;
    private final Duration length;

    /// @param store this partition's part of it; written by the calling thread alone
    /// @param length how long something is remembered
    DuplicateWindow(WindowStore<byte[], byte[]> store, Duration length) {
        this.store = store;
        this.length = length;
    }

    /// How the store is to be built.
    static StoreBuilder<WindowStore<byte[], byte[]>> builder(Duration length) {
        return Stores.windowStoreBuilder(
                Stores.persistentWindowStore(STORE, length, length, false),
                Serdes.ByteArray(),
                Serdes.ByteArray());
    }

    /// The newest sighting of an image within the window that ends now.
    Optional<Sighting> find(ImageDigest image, Instant now) {
        return find(store, image, now, length);
    }

    /// The same for a reader on another thread.
    static Optional<Sighting> find(
            ReadOnlyWindowStore<byte[], byte[]> store,
            ImageDigest image,
            Instant now,
            Duration length) {
        return newest(store, key(IMAGE, image.bytes()), now, length).map(Sighting::fromBytes);
    }

    /// Whether a submission of this id was met within the window that ends now.
    boolean knows(String submissionId, Instant now) {
        return newest(store, idKey(submissionId), now, length).isPresent();
    }

    void remember(ImageDigest image, Sighting sighting, Instant now) {
        store.put(key(IMAGE, image.bytes()), sighting.toBytes(), now.toEpochMilli());
    }

    void remember(String submissionId, Instant now) {
        store.put(idKey(submissionId), PRESENT, now.toEpochMilli());
    }

    private static Optional<byte[]> newest(
            ReadOnlyWindowStore<byte[], byte[]> store, byte[] key, Instant now, Duration length) {
        try (WindowStoreIterator<byte[]> found = store.backwardFetch(key, now.minus(length), now)) {
            return found.hasNext() ? Optional.of(found.next().value) : Optional.empty();
        }
    }

    /// An id may be long and is only ever compared: 128 bits of its SHA-256 stand for it.
    private static byte[] idKey(String submissionId) {
        byte[] hash = Digests.sha256().digest(submissionId.getBytes(StandardCharsets.UTF_8));
        return key(SUBMISSION_ID, Arrays.copyOf(hash, ID_HASH_BYTES));
    }

    private static byte[] key(byte kind, byte[] rest) {
        return ByteBuffer.allocate(1 + rest.length).put(kind).put(rest).array();
    }
}
