package lotic.trainer.checkpoint;

import lotic.learning.state.StateTree;
import lotic.trainer.checkpoint.Checkpoints.Prepared;
import lotic.trainer.journal.Commit;
import lotic.trainer.journal.JournalWriter;
import lotic.trainer.role.Bell;
import lotic.trainer.role.Role;
import lotic.trainer.run.Cursor;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Takes copies of the state to the disk while the learner goes on. It has one in hand at most; the
/// learner asks whether it is free before it pays for the next copy.
public final class CheckpointWriter implements Role {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Checkpoints checkpoints;
    private final String run;
    private final long epoch;
    private final JournalWriter journal;
    private final InstantSource wall;
    private final Bell requested;
    private final Listener listener;
    private volatile Optional<Cursor> saved;
    private volatile Optional<Instant> savedAt = Optional.empty();
    private volatile @Nullable Request inHand;
    private @Nullable Written written;

    /// A copy of the state to be saved.
    ///
    /// @param state whole
    /// @param step the last one that it covers
    /// @param cursor of the state
    /// @param journalPosition reading the journal from here shows every plan behind the cursor
    /// @param replayFloor the smallest ordinal whose file the state needs
    public record Request(
            StateTree state, long step, Cursor cursor, long journalPosition, long replayFloor) {}

    /// What else has to be done around a checkpoint, on the writer's thread.
    public interface Listener {

        /// Brings what the state refers to to the disk, before the state is valid.
        void beforeCommit();

        /// The checkpoint is in its place. The writer is not free yet, so the books of this
        /// checkpoint are closed before the next begins.
        void saved(Request request);

        /// The disk refused the checkpoint; the run goes on without.
        void failed(Request request, UncheckedIOException reason);

        /// The writer is free for the next.
        void free();
    }

    private record Written(Request request, Prepared prepared, Commit commit) {}

    /// @param saved cursor of the newest checkpoint that is there; empty if there is none
    /// @param wall stamps the checkpoints
    /// @param requested rings when there is something to write
    public CheckpointWriter(
            Checkpoints checkpoints,
            Optional<Cursor> saved,
            String run,
            long epoch,
            JournalWriter journal,
            InstantSource wall,
            Bell requested,
            Listener listener) {
        this.checkpoints = checkpoints;
        this.saved = saved;
        this.run = run;
        this.epoch = epoch;
        this.journal = journal;
        this.wall = wall;
        this.requested = requested;
        this.listener = listener;
    }

    /// True if nothing is in hand: all that was asked for is on disk, or was refused by it. The
    /// learner's thread may use the buffers of its last copy again.
    public boolean isFree() {
        return inHand == null;
    }

    /// Cursor of the newest checkpoint on disk; empty if there is none. Any thread may ask.
    public Optional<Cursor> saved() {
        return saved;
    }

    /// When the newest of this writer took its place; empty before the first. Any thread may ask.
    public Optional<Instant> savedAt() {
        return savedAt;
    }

    /// Takes a copy over; only when free.
    public void write(Request request) {
        if (!isFree()) {
            throw new IllegalStateException("a checkpoint is being written");
        }
        inHand = request;
        requested.ring();
    }

    @Override
    public boolean work() {
        Request request = inHand;
        if (request == null) {
            return false;
        }
        try {
            return written == null ? prepare(request) : settle(written);
        } catch (UncheckedIOException e) {
            written = null;
            listener.failed(request, e);
            inHand = null;
            listener.free();
            return true;
        }
    }

    private boolean prepare(Request request) {
        Prepared prepared =
                checkpoints.prepare(
                        run,
                        epoch,
                        request.step(),
                        wall.instant(),
                        request.cursor(),
                        request.journalPosition(),
                        request.state());
        listener.beforeCommit();
        written = new Written(request, prepared, journal.append(prepared.manifest().toRecord()));
        return true;
    }

    private boolean settle(Written done) {
        if (!done.commit().done()) {
            return false;
        }
        checkpoints.settle(done.prepared());
        written = null;
        saved = Optional.of(done.request().cursor());
        savedAt = Optional.of(wall.instant());
        listener.saved(done.request());
        inHand = null;
        listener.free();
        return true;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }
}
