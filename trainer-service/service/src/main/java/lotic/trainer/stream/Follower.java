package lotic.trainer.stream;

import lotic.trainer.role.Role;
import lotic.trainer.run.Cursor;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Reads the image topic as far ahead as [Arrivals] has room, and shows others how far the run is
/// saved. Reading never waits for learning: a partition without room is paused.
public final class Follower implements Role {

    /// How long a look waits for records when all partitions have room.
    private static final Duration OPEN_PATIENCE = Duration.ofMillis(500);

    /// How long a look waits when some have none: room may come at any moment.
    private static final Duration FULL_PATIENCE = Duration.ofMillis(50);

    private final ImageSource source;
    private final Arrivals arrivals;
    private final AtomicReference<@Nullable Cursor> saved = new AtomicReference<>();

    public Follower(ImageSource source, Arrivals arrivals) {
        this.source = source;
        this.arrivals = arrivals;
    }

    /// The run is saved up to here. May be called by any thread.
    public void saved(Cursor cursor) {
        saved.set(cursor);
    }

    @Override
    public boolean work() {
        Cursor newlySaved = saved.getAndSet(null);
        if (newlySaved != null) {
            source.saved(newlySaved);
        }
        Set<Integer> full = arrivals.full();
        arrivals.fetched(source.poll(full.isEmpty() ? OPEN_PATIENCE : FULL_PATIENCE, full));
        return true;
    }

    /// The source waits itself.
    @Override
    public Duration patience() {
        return Duration.ZERO;
    }

    @Override
    public void end() {
        source.close();
    }
}
