package lotic.trainer.journal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The fate of records that were handed to the [JournalWriter]. Safe for use by many threads.
public final class Commit {

    private static final long PENDING = -1;

    private final CountDownLatch completed = new CountDownLatch(1);
    private volatile long position = PENDING;

    Commit() {}

    /// The fate of records that were read back from the journal.
    public static Commit readBack(long position) {
        Commit commit = new Commit();
        commit.completed(position);
        return commit;
    }

    /// True once the records are in the journal for good.
    public boolean done() {
        return position != PENDING;
    }

    /// Where reading must begin to see the records.
    ///
    /// @throws IllegalStateException if they are not committed yet
    public long position() {
        if (!done()) {
            throw new IllegalStateException("not committed yet");
        }
        return position;
    }

    /// Waits until the records are in the journal.
    ///
    /// @return false if they are not by then
    public boolean await(Duration patience) throws InterruptedException {
        return completed.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    void completed(long at) {
        position = at;
        completed.countDown();
    }
}
