package lotic.ingest.intake;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// The gate's budget: bytes of images between their arrival and the broker's acknowledgement.
///
/// Whoever asks for room gets an outcome at once and never waits. May be used from any thread.
public final class InFlightBytes {

    /// Even an empty image costs a thread and a few buffers.
    static final long LEAST_BYTES = 16 << 10;

    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();

    public InFlightBytes(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /// The answer to a wish for room.
    public sealed interface Outcome {}

    /// No room now.
    public record Full(long inFlightBytes, long bytesMax) implements Outcome {}

    /// Room that is held until it is given back.
    public static final class Reservation implements Outcome, AutoCloseable {

        private final InFlightBytes budget;
        private final long bytes;
        private final AtomicBoolean open = new AtomicBoolean(true);

        private Reservation(InFlightBytes budget, long bytes) {
            this.budget = budget;
            this.bytes = bytes;
        }

        /// Gives the room back; only the first call counts.
        @Override
        public void close() {
            if (open.getAndSet(false)) {
                budget.bytes.addAndGet(-bytes);
            }
        }
    }

    /// Asks for room.
    ///
    /// @param imageBytes size of the image, 0 or more
    public Outcome reserve(long imageBytes) {
        long wanted = Math.max(LEAST_BYTES, imageBytes);
        while (true) {
            long held = bytes.get();
            if (held + wanted > bytesMax) {
                return new Full(held, bytesMax);
            }
            if (bytes.compareAndSet(held, held + wanted)) {
                return new Reservation(this, wanted);
            }
        }
    }

    /// What is held now.
    public long bytes() {
        return bytes.get();
    }

    public long bytesMax() {
        return bytesMax;
    }
}
