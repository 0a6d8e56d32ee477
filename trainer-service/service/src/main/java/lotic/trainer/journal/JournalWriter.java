package lotic.trainer.journal;

import lotic.trainer.role.Bell;

import org.apache.avro.specific.SpecificRecord;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Gathers what the trainer's roles have to say and commits it together. Any thread may append; one
/// thread calls [#work], and it alone touches the journal.
public final class JournalWriter {

    /// How long a record waits for company before it is committed.
    public static final Duration COMMIT_EVERY = Duration.ofMillis(100);

    /// A fault of the program if reached: a plan is committed before its step is made, so no role
    /// can run far ahead of the commits.
    static final int PENDING_MAX = 10_000;

    private final Journal journal;
    private final InstantSource steady;
    private final Bell appended;
    private final Runnable onCommit;
    private List<SpecificRecord> pending = new ArrayList<>();
    private Commit pendingCommit = new Commit();
    private Instant pendingSince = Instant.MIN;
    private boolean urgent;

    /// @param steady tells how long records have waited; it never goes back
    /// @param appended rings when something waits for a commit, or must not wait
    /// @param onCommit called after each commit by the thread that made it; must not block
    public JournalWriter(Journal journal, InstantSource steady, Bell appended, Runnable onCommit) {
        this.journal = journal;
        this.steady = steady;
        this.appended = appended;
        this.onCommit = onCommit;
    }

    /// Takes records that belong together, in order, behind all earlier ones.
    public synchronized Commit append(SpecificRecord... records) {
        if (pending.isEmpty()) {
            pendingSince = steady.instant();
        }
        if (pending.size() + records.length > PENDING_MAX) {
            throw new IllegalStateException(pending.size() + " records wait for the journal");
        }
        pending.addAll(List.of(records));
        appended.ring();
        return pendingCommit;
    }

    /// Asks for a commit at once, because somebody waits for it.
    public synchronized void hurry() {
        urgent = true;
        appended.ring();
    }

    /// Commits what is due.
    ///
    /// @return true if there was something
    public boolean work() {
        List<SpecificRecord> records;
        Commit commit;
        synchronized (this) {
            boolean due = urgent || !steady.instant().isBefore(pendingSince.plus(COMMIT_EVERY));
            if (pending.isEmpty() || !due) {
                return false;
            }
            records = pending;
            commit = pendingCommit;
            pending = new ArrayList<>();
            pendingCommit = new Commit();
            urgent = false;
        }
        commit.completed(journal.commit(records));
        onCommit.run();
        return true;
    }

    /// True if records wait.
    public synchronized boolean waiting() {
        return !pending.isEmpty();
    }
}
