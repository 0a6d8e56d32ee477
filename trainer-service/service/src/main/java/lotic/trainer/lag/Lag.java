package lotic.trainer.lag;

import lotic.trainer.run.RunProgress;
import lotic.trainer.run.RunProgress.Bound;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far a run is behind its stream.
///
/// @param learnt to the newest admitted record from the last step
/// @param durable to the newest admitted record from the last checkpoint
/// @param clear until nothing waits to be learnt, at the pace of the last minute; zero when nothing
///   waits, empty when the stream is as fast as the run or the pace is not known yet
/// @param quiet since the last record came, as far as it was observed
/// @param cause what keeps the run from being faster
/// @param partitions the same by partition of the image topic
public record Lag(
        Distance learnt,
        Distance durable,
        Optional<Duration> clear,
        Duration quiet,
        Bound cause,
        SortedMap<Integer, PartitionLag> partitions) {

    /// The lag in one partition.
    public record PartitionLag(Distance learnt, Distance durable) {}

    /// Reads the lag off a run's progress.
    ///
    /// @param pace how fast the stream comes and is learnt, if that is known
    /// @param quiet since the last record came
    static Lag of(RunProgress progress, Optional<Pace> pace, Duration quiet, Instant now) {
        SortedMap<Integer, PartitionLag> partitions = new TreeMap<>();
        for (Map.Entry<Integer, RunProgress.Backlog> entry : progress.backlogs().entrySet()) {
            RunProgress.Backlog backlog = entry.getValue();
            partitions.put(
                    entry.getKey(),
                    new PartitionLag(
                            Distance.of(backlog.unlearnt(), backlog.oldestUnlearnt(), now),
                            Distance.of(backlog.unsaved(), backlog.oldestUnsaved(), now)));
        }
        Distance learnt =
                partitions.values().stream()
                        .map(PartitionLag::learnt)
                        .reduce(Distance.NONE, Distance::and);
        Distance durable =
                partitions.values().stream()
                        .map(PartitionLag::durable)
                        .reduce(Distance.NONE, Distance::and);
        Optional<Duration> clear =
                learnt.records() == 0
                        ? Optional.of(Duration.ZERO)
                        : pace.flatMap(known -> known.timeToClear(learnt.records()));
        return new Lag(learnt, durable, clear, quiet, progress.bound(), partitions);
    }
}
