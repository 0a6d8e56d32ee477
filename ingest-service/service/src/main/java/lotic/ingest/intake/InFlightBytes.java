package lotic.ingest.intake;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The gate's budget: bytes of images between their arrival and the broker's acknowledgement.
///
/// Counted in whole KiB. May be used from any thread.
public final class InFlightBytes {

    /// Even an empty image costs a thread and a few buffers.
    static final int LEAST_BYTES = 16 << 10;

    private static final int KIB = 1 << 10;

    private final int kibMax;
    private final Semaphore freeKib;

    /// @param bytesMax 1 KiB to 1 TiB
    public InFlightBytes(long bytesMax) {
        this.kibMax = Math.toIntExact(bytesMax / KIB);
        // Fair: otherwise small images would pass a large one that waits for ever.
        this.freeKib = new Semaphore(kibMax, true);
    }

    /// The answer to a wish for room.
    public sealed interface Outcome {}

    /// No room.
    public record Full(long inFlightBytes, long bytesMax) implements Outcome {}

    /// Room that is held until it is given back. Used by one thread at a time.
    public static final class Reservation implements Outcome, AutoCloseable {

        private final InFlightBytes budget;
        private int kib;

        private Reservation(InFlightBytes budget, int kib) {
            this.budget = budget;
            this.kib = kib;
        }

        /// Asks for as much more as the image needs, without waiting.
        ///
        /// @param imageBytes size of the image so far
        /// @return this reservation, or that there is no room; what was held is held still
        public Outcome extendTo(long imageBytes) {
            int more = kib(imageBytes) - kib;
            if (more <= 0) {
                return this;
            }
            if (!budget.freeKib.tryAcquire(more)) {
                return budget.full();
            }
            kib += more;
            return this;
        }

        /// Gives the room back; only the first call counts.
        @Override
        public void close() {
            budget.freeKib.release(kib);
            kib = 0;
        }
    }

    /// Asks for room.
    ///
    /// @param imageBytes size of the image, 0 or more
    /// @param patience how long to wait for it
    public Outcome reserve(long imageBytes, Duration patience) {
        int kib = kib(imageBytes);
        try {
            return freeKib.tryAcquire(kib, patience.toNanos(), TimeUnit.NANOSECONDS)
                    ? new Reservation(this, kib)
                    : full();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return full();
        }
    }

    /// What is held now.
    public long bytes() {
        return (long) (kibMax - freeKib.availablePermits()) * KIB;
    }

    public long bytesMax() {
        return (long) kibMax * KIB;
    }

    private Full full() {
        return new Full(bytes(), bytesMax());
    }

    private static int kib(long imageBytes) {
        return Math.toIntExact((Math.max(LEAST_BYTES, imageBytes) + KIB - 1) / KIB);
    }
}
