package lotic.trainer.publish;

import lotic.learning.state.StateTree;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where the learner's thread leaves a snapshot and the publisher's finds it: one at a time, and
/// none while the disk has no room for it or while nobody publishes.
public final class SnapshotInbox implements VersionSink {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();

    private Optional<Snapshot> snapshot = Optional.empty();
    private Optional<StateTree> spare = Optional.empty();
    private long newestStep;
    private boolean open;

    @Override
    public boolean ready() {
        lock.lock();
        try {
            return snapshot.isEmpty() && open;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<StateTree> spare() {
        lock.lock();
        try {
            Optional<StateTree> handedBack = spare;
            spare = Optional.empty();
            return handedBack;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean offer(Snapshot offered) {
        lock.lock();
        try {
            if (!ready()) {
                return false;
            }
            if (offered.step() <= newestStep) {
                // A run that went back to its checkpoint comes by steps that were taken before.
                spare = Optional.of(offered.state());
                return true;
            }
            snapshot = Optional.of(offered);
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// The snapshot to work on. It stays, and so keeps others away, until [#settled].
    Optional<Snapshot> peek() {
        lock.lock();
        try {
            return snapshot;
        } finally {
            lock.unlock();
        }
    }

    /// Before and after each round of work.
    ///
    /// @param worked the snapshot that is done with, if the round had one
    /// @param newest up to which step no snapshot is needed any more
    /// @param room true if there is some for another
    void settled(Optional<Snapshot> worked, long newest, boolean room) {
        lock.lock();
        try {
            if (worked.isPresent()) {
                spare = worked.map(Snapshot::state);
                snapshot = Optional.empty();
            }
            newestStep = newest;
            open = room;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a snapshot.
    ///
    /// @param atMost empty to wait as long as it takes
    void await(Optional<Duration> atMost) throws InterruptedException {
        lock.lock();
        try {
            long nanos = atMost.map(Duration::toNanos).orElse(Long.MAX_VALUE);
            while (snapshot.isEmpty() && nanos > 0) {
                nanos = arrived.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Takes nothing any more.
    void close() {
        lock.lock();
        try {
            open = false;
        } finally {
            lock.unlock();
        }
    }
}
