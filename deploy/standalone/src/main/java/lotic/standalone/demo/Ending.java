package lotic.standalone.demo;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/// When a demonstration ends by itself.
///
/// @param versions after so many new ones
/// @param after so long
public record Ending(Optional<Long> versions, Optional<Duration> after) {

    /// Either may be missing.
    public static Ending of(@Nullable Long versions, @Nullable Duration after) {
        return new Ending(Optional.ofNullable(versions), Optional.ofNullable(after));
    }

    boolean reached(long newVersions, Duration elapsed) {
        return versions.filter(wanted -> newVersions >= wanted).isPresent()
                || after.filter(limit -> elapsed.compareTo(limit) >= 0).isPresent();
    }
}
