package lotic.registry.store;

import lotic.registry.store.StoreException.Reason;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Everything that happened, in one order for all models: sequences start at 1 and have no gaps.
/// Safe for use by many threads; appended to only by [RegistryStore], which has one writer at a
/// time.
public final class EventLog {

    private final Index index;
    private final Rows.VersionLookup versions;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private long last;
    private boolean ended;

    EventLog(Index index, Rows.VersionLookup versions) {
        this.index = index;
        this.versions = versions;
        this.last =
                index
                        .descending(
                                Key.events(),
                                Key.event(Long.MAX_VALUE),
                                1,
                                (key, _) -> Key.lastNumber(key))
                        .stream()
                        .findFirst()
                        .orElse(0L);
    }

    /// Sequence of the newest event; 0 if there is none.
    public long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /// The next events of all models.
    ///
    /// @param after sequence of the last event known; 0 for all
    public List<Event> after(long after, int countMax) {
        return index.ascending(
                Key.events(),
                Key.event(after + 1),
                countMax,
                (key, row) -> event(Key.lastNumber(key), row));
    }

    /// A model's next events, at once if there are some, else as soon as there are.
    ///
    /// @param after sequence of the last event known; 0 for all
    /// @param wait at most so long; nothing waits if it is zero
    /// @return empty if none came, or waits were ended
    /// @throws StoreException if `after` lies beyond the log's end
    public List<Event> awaitModel(String model, long after, int countMax, Duration wait)
            throws InterruptedException {
        if (after > last()) {
            throw new StoreException(
                    Reason.CURSOR_AHEAD,
                    ("event %d is not in this registry's log, which ends at %d; start again from 0,"
                                    + " or ask the registry that you asked before")
                            .formatted(after, last()));
        }
        long remainingNs = wait.toNanos();
        while (true) {
            long seen = last();
            List<Event> events = ofModel(model, after, countMax);
            if (!events.isEmpty() || remainingNs <= 0) {
                return events;
            }
            remainingNs = awaitBeyond(seen, remainingNs);
        }
    }

    /// Waits until the log has grown beyond a sequence, or until waits are ended.
    public void awaitBeyond(long sequence) throws InterruptedException {
        awaitBeyond(sequence, Long.MAX_VALUE);
    }

    /// Puts an event into a batch; [#grownTo] follows once the batch is durable.
    void append(Index.Puts puts, Event event) {
        puts.put(Key.event(event.sequence()), Rows.of(event));
        puts.put(Key.modelEvent(event.model(), event.sequence()), Rows.NOTHING);
    }

    /// Wakes whoever waits.
    void grownTo(long sequence) {
        lock.lock();
        try {
            last = sequence;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Ends all waits, now and from now on.
    public void endWaits() {
        lock.lock();
        try {
            ended = true;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private List<Event> ofModel(String model, long after, int countMax) {
        return index.ascending(
                Key.modelEvents(model),
                Key.modelEvent(model, after + 1),
                countMax,
                (key, _) -> event(Key.lastNumber(key)));
    }

    private Event event(long sequence) {
        return index.get(Key.event(sequence))
                .map(row -> event(sequence, row))
                .orElseThrow(
                        () ->
                                new StoreException(
                                        Reason.UNREADABLE,
                                        "event %d is missing".formatted(sequence)));
    }

    private Event event(long sequence, byte[] row) {
        return Rows.event(sequence, row, versions);
    }

    /// @return what is left of the time; nothing once waits are ended
    private long awaitBeyond(long sequence, long waitNs) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long remainingNs = waitNs;
            while (last <= sequence && !ended && remainingNs > 0) {
                remainingNs = grown.awaitNanos(remainingNs);
            }
            return ended ? 0 : remainingNs;
        } finally {
            lock.unlock();
        }
    }
}
