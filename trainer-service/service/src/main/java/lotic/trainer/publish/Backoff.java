package lotic.trainer.publish;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before trying again: twice as long after each failure, up to a bound, less a
/// random part so that trainers that lost one registry do not return to it together.
///
/// @param first wait after the first failure
/// @param most the longest wait
record Backoff(Duration first, Duration most) {

    /// For a registry that does not answer.
    static final Backoff REGISTRY = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /// The shift past which every wait is the longest one.
    private static final int DOUBLINGS_MAX = 20;

    /// How long to wait before the next attempt.
    ///
    /// @param failures in a row, 1 or more
    /// @return between half of the full wait and all of it
    Duration after(int failures, RandomGenerator random) {
        long full =
                Math.min(
                        most.toMillis(), first.toMillis() << Math.min(failures - 1, DOUBLINGS_MAX));
        return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
    }
}
