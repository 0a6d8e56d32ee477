package lotic.trainer.role;

import java.time.Instant;
import java.time.InstantSource;

/// A clock for waiting times: it starts at the time of another one and then counts by
/// [System#nanoTime], so that a clock that is set, forwards or back, neither delays a checkpoint
/// nor hurries a batch.
public final class SteadyClock implements InstantSource {

    private final Instant start;
    private final long startNanos = System.nanoTime();

    public SteadyClock(InstantSource wall) {
        this.start = wall.instant();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }
}
