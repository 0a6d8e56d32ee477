package lotic.registry.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Ends a transfer that stands still: the JDK's client bounds the wait for an answer, not the waits
/// between its bytes. Closing the stream wakes whoever reads from it.
final class StallGuard implements AutoCloseable {

    private final InputStream in;
    private final Duration limit;
    private final Thread watcher;
    private final AtomicLong movements = new AtomicLong();

    StallGuard(InputStream in, Duration limit) {
        this.in = in;
        this.limit = limit;
        this.watcher = Thread.ofVirtual().name("stall-guard").start(this::watch);
    }

    /// Bytes came.
    void moved() {
        movements.incrementAndGet();
    }

    @Override
    public void close() {
        watcher.interrupt();
    }

    private void watch() {
        long seen;
        try {
            do {
                seen = movements.get();
                Thread.sleep(limit);
            } while (movements.get() != seen);
            in.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The transfer ended first.
        } catch (IOException e) {
            throw new UncheckedIOException("closing a stalled transfer", e);
        }
    }
}
