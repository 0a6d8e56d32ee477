package lotic.trainer.pictures;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// Small pictures that were asked for lately, encoded. Making one costs a decode, so it is done one
/// at a time: however many people look on, they take no more than one thread from the learner. Safe
/// for use by many threads.
public final class Thumbnails {

    /// Bytes that are kept; what was not asked for longest goes first.
    static final long BYTES_MAX = 8 << 20;

    private final Object bench = new Object();
    private final SequencedMap<String, byte[]> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    /// The picture of a name, made if it is not kept.
    ///
    /// @param name says which, for as long as the process lives
    /// @param making encodes it; what it throws is passed on
    public byte[] get(String name, Supplier<byte[]> making) {
        Optional<byte[]> known = find(name);
        if (known.isPresent()) {
            return known.get();
        }
        synchronized (bench) {
            return find(name).orElseGet(() -> keep(name, making.get()));
        }
    }

    private Optional<byte[]> find(String name) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(name));
        }
    }

    private byte[] keep(String name, byte[] made) {
        synchronized (kept) {
            kept.put(name, made);
            bytes += made.length;
            while (bytes > BYTES_MAX && kept.size() > 1) {
                Map.Entry<String, byte[]> oldest = kept.firstEntry();
                kept.remove(oldest.getKey());
                bytes -= oldest.getValue().length;
            }
        }
        return made;
    }

    /// Bytes that are kept now.
    long bytes() {
        synchronized (kept) {
            return bytes;
        }
    }
}
