package lotic.trainer.lag;

import java.time.Duration;
import java.util.Optional;

/// How fast a stream comes and how fast it is passed.
///
/// @param arrivingPerSecond records admitted
/// @param passedPerSecond records learnt, held out or skipped
public record Pace(double arrivingPerSecond, double passedPerSecond) {

    /// The longest time worth telling; what takes longer does not clear.
    private static final Duration LONGEST = Duration.ofDays(365);

    /// How long until nothing waits.
    ///
    /// @param records that wait, 1 or more
    /// @return empty if the stream is as fast as the run
    public Optional<Duration> timeToClear(long records) {
        double seconds = records / (passedPerSecond - arrivingPerSecond);
        return seconds > 0 && seconds < LONGEST.toSeconds()
                ? Optional.of(Duration.ofMillis(Math.round(seconds * 1000)))
                : Optional.empty();
    }
}
