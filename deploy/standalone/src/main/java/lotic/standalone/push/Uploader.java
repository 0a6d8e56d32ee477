package lotic.standalone.push;

import lotic.schemas.Limits;
import lotic.standalone.push.Delivery.Fate;
import lotic.standalone.source.Sample;
import lotic.standalone.source.SampleSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Empties a source into the gate, several pictures at a time.
public final class Uploader {

    /// Pictures under way at a time.
    private static final int DELIVERIES_MAX = 16;

    /// Bytes under way at a time; one more picture may be in hand, waiting for room.
    private static final int BYTES_MAX = 4 * Limits.IMAGE_BYTES_MAX;

    private final SampleSource source;
    private final Delivery delivery;
    private final Listener listener;
    private final Lock reading = new ReentrantLock();
    private final Semaphore bytes = new Semaphore(BYTES_MAX);

    /// Is told of each fate, by several threads.
    public interface Listener {
        void told(Sample sample, Fate fate);

        /// Both are told, this one first.
        default Listener andThen(Listener other) {
            return (sample, fate) -> {
                told(sample, fate);
                other.told(sample, fate);
            };
        }
    }

    public Uploader(SampleSource source, Delivery delivery, Listener listener) {
        this.source = source;
        this.delivery = delivery;
        this.listener = listener;
    }

    /// Returns when the source is empty and each picture has its fate. The first failure ends all;
    /// so does an interrupt.
    public void run() throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ExecutorCompletionService<String>(threads);
            List<Future<String>> deliveries = new ArrayList<>();
            for (int i = 0; i < DELIVERIES_MAX; i++) {
                deliveries.add(done.submit(this::deliverAll, "done"));
            }
            try {
                for (Future<String> _ : deliveries) {
                    done.take().get();
                }
            } catch (ExecutionException e) {
                throw failure(e);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private void deliverAll() {
        try {
            for (Optional<Sample> next = next(); next.isPresent(); next = next()) {
                deliver(next.get());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // whoever interrupted knows why
        }
    }

    /// One reads at a time, and only into room that it has: what waits for room is in one hand.
    private Optional<Sample> next() throws InterruptedException {
        reading.lockInterruptibly();
        try {
            Optional<Sample> next = source.next();
            if (next.isPresent()) {
                bytes.acquire(next.get().bytes().length);
            }
            return next;
        } finally {
            reading.unlock();
        }
    }

    private void deliver(Sample sample) throws InterruptedException {
        try {
            listener.told(
                    sample,
                    sample.bytes().length > Limits.IMAGE_BYTES_MAX
                            ? tooLarge(sample)
                            : delivery.deliver(sample));
        } finally {
            bytes.release(sample.bytes().length);
        }
    }

    /// The gate would say the same, after megabytes on their way to it.
    private static Fate tooLarge(Sample sample) {
        return new Fate.Rejected(
                "too-large",
                "%d bytes or more, limit %d"
                        .formatted(sample.bytes().length, Limits.IMAGE_BYTES_MAX));
    }

    private static RuntimeException failure(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException known -> known;
            case Error error -> throw error;
            case null, default -> throw new AssertionError("a delivery failed otherwise", e);
        };
    }
}
