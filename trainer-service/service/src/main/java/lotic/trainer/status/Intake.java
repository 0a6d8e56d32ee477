package lotic.trainer.status;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Admission's counts of records, as the ingest service tells them.
///
/// @param submitted acknowledged by the broker
/// @param admitted let through, repeats included
/// @param repeats admitted though their bytes were admitted before
/// @param duplicates dropped because their bytes were admitted before
/// @param rejected turned away
/// @param inFlight submitted and not judged yet
/// @param balance submitted - admitted - duplicates - rejected - in flight: 0, or something is
///   wrong
/// @param rejectedByReason the rejected ones, by the code of their reason
/// @param refusedByReason images that the service refused over HTTP since its start, by the code of
///   their reason; none of them was submitted
/// @param admission what admission is doing, such as running
@Serdeable(naming = SnakeCaseStrategy.class)
public record Intake(
        long submitted,
        long admitted,
        long repeats,
        long duplicates,
        long rejected,
        long inFlight,
        long balance,
        Map<String, Long> rejectedByReason,
        Map<String, Long> refusedByReason,
        String admission) {

    public Intake {
        rejectedByReason = Collections.unmodifiableSortedMap(new TreeMap<>(rejectedByReason));
        refusedByReason = Collections.unmodifiableSortedMap(new TreeMap<>(refusedByReason));
    }
}
