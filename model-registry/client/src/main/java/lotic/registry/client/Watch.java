package lotic.registry.client;

import lotic.registry.client.RegistryException.Reason;
import lotic.registry.client.Retries.Unavailable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A model's events from a cursor on, for as long as it is open: none is missed, none comes twice.
/// [#hasNext] waits for the next one and is only false once the watch is closed; a registry that is
/// away is asked again until it is back.
///
/// One thread iterates, any thread closes. To go on later, open another from [#cursor].
public final class Watch implements Iterator<ModelEvent>, AutoCloseable {

    static final Duration WAIT = Duration.ofSeconds(30);

    private final RegistryHttp http;
    private final Retries retries;
    private final String model;
    private final Queue<ModelEvent> fetched = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile CompletableFuture<?> pending = CompletableFuture.completedFuture("none");
    private long fetchedTo;
    private long cursor;

    Watch(RegistryHttp http, Retries retries, String model, long after) {
        this.http = http;
        this.retries = retries;
        this.model = model;
        this.fetchedTo = after;
        this.cursor = after;
    }

    /// Waits until there is an event.
    ///
    /// @return false once the watch is closed
    /// @throws RegistryException if the registry refuses, or sends events out of order
    @Override
    public boolean hasNext() {
        int failures = 0;
        while (fetched.isEmpty() && closed.getCount() > 0) {
            try {
                fetch();
                failures = 0;
            } catch (Unavailable e) {
                failures++;
                awaitClosed(retries.pauseAfter(failures, e));
            } catch (CancellationException _) {
                return false; // Only close() cancels.
            }
        }
        return closed.getCount() > 0;
    }

    @Override
    public ModelEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the watch is closed");
        }
        ModelEvent event = fetched.remove();
        cursor = event.sequence();
        return event;
    }

    /// Sequence of the last event that [#next] returned, or where the watch began. For the
    /// iterating thread.
    public long cursor() {
        return cursor;
    }

    @Override
    public void close() {
        closed.countDown();
        pending.cancel(true);
    }

    private void fetch() throws Unavailable {
        var answer = http.getAsync(RegistryClient.eventsPath(model, fetchedTo, WAIT), WAIT);
        pending = answer;
        if (closed.getCount() == 0) {
            answer.cancel(true); // It was closed before it knew of this request.
        }
        for (ModelEvent event : Answers.events(http.await(answer, WAIT))) {
            if (event.sequence() <= fetchedTo) {
                throw new RegistryException(
                        Reason.CORRUPT,
                        "the registry sent event %d after %d"
                                .formatted(event.sequence(), fetchedTo));
            }
            fetchedTo = event.sequence();
            fetched.add(event);
        }
    }

    private void awaitClosed(Duration pause) {
        try {
            boolean ended = closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
            assert ended || closed.getCount() > 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Retries.interrupted();
        }
    }
}
