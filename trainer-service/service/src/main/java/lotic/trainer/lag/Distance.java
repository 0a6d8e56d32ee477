package lotic.trainer.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How far behind.
///
/// @param records that are not passed yet, 0 or more
/// @param age how long ago the first of them was admitted; zero when there is none
public record Distance(long records, Duration age) {

    /// Nothing lies ahead.
    public static final Distance NONE = new Distance(0, Duration.ZERO);

    /// @param oldest when the first record was admitted; a time in the future, by a clock that was
    ///   set back, counts as now
    static Distance of(long records, Optional<Instant> oldest, Instant now) {
        return new Distance(
                records,
                oldest.map(admitted -> Duration.between(admitted, now))
                        .filter(Duration::isPositive)
                        .orElse(Duration.ZERO));
    }

    /// Of two parts of a stream together: their records add up, the older one is the age.
    Distance and(Distance other) {
        return new Distance(
                records + other.records, age.compareTo(other.age) >= 0 ? age : other.age);
    }
}
