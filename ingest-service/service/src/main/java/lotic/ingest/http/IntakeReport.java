package lotic.ingest.http;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

import lotic.ingest.admission.AdmissionState;
import lotic.ingest.admission.Duplicates;
import lotic.ingest.admission.IntakeCounts;
import lotic.ingest.admission.PartitionCounts;
import lotic.ingest.admission.Wording;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The body of `GET /v1/intake`: submitted = admitted + duplicates + rejected + in flight.
///
/// @param repeats part of `admitted`
/// @param animated part of `admitted`: only the first frame of these is used
/// @param resent records that repeated a submission by its id; counted nowhere else
/// @param balance records without an outcome: 0, or a fault of admission
/// @param refusedByReason images that were never submitted, since they were refused over HTTP, by
///   this service since its start; those refused for now, such as with 429, are not among them
@Serdeable(naming = SnakeCaseStrategy.class)
record IntakeReport(
        long submitted,
        long admitted,
        long repeats,
        long animated,
        long duplicates,
        long rejected,
        long resent,
        long inFlight,
        long balance,
        String duplicatesPolicy,
        String admission,
        Map<String, Long> rejectedByReason,
        Map<String, Long> refusedByReason,
        List<Partition> partitions) {

    /// One partition of the submitted topic.
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Partition(
            int partition,
            long submitted,
            long admitted,
            long repeats,
            long duplicates,
            long rejected,
            long resent,
            long passed,
            long nextOffset,
            long endOffset) {}

    static IntakeReport of(
            IntakeCounts counts,
            Map<String, Long> refusedByReason,
            AdmissionState state,
            Duplicates policy) {
        Map<String, Long> byReason = new TreeMap<>();
        counts.rejectedByReason().forEach((reason, n) -> byReason.put(Wording.code(reason), n));
        return new IntakeReport(
                counts.submitted(),
                counts.admitted(),
                counts.repeats(),
                counts.animated(),
                counts.duplicates(),
                counts.rejected(),
                counts.resent(),
                counts.inFlight(),
                counts.balance(),
                policy.name().toLowerCase(Locale.ROOT),
                state.code(),
                byReason,
                refusedByReason,
                counts.partitions().stream().map(IntakeReport::partition).toList());
    }

    private static Partition partition(IntakeCounts.Partition of) {
        PartitionCounts counts = of.counts();
        return new Partition(
                of.partition(),
                counts.submitted() + of.inFlight(),
                counts.admitted(),
                counts.repeats(),
                counts.duplicates(),
                counts.rejectedInAll(),
                counts.resent(),
                counts.passed(),
                counts.nextOffset(),
                of.endOffset());
    }
}
