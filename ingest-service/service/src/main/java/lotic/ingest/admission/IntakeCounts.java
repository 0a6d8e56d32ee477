package lotic.ingest.admission;

import lotic.schemas.RejectionReason;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// Where everything is that was ever submitted.
///
/// @param partitions in ascending order
public record IntakeCounts(List<Partition> partitions) {

    /// One partition of the submitted topic.
    ///
    /// @param counts of what is decided, true in itself at any moment
    /// @param endOffset behind the last record that a reader may see
    /// @param inFlight records between the two, 0 or more
    public record Partition(int partition, PartitionCounts counts, long endOffset, long inFlight) {

        /// Works out what is in flight.
        ///
        /// @param committed how far the group has read. It passes over what is no record, such as
        ///   the markers of a producer's transactions, and so tells them from records in flight
        static Partition of(int partition, PartitionCounts counts, long committed, long endOffset) {
            long read = Math.max(counts.nextOffset(), committed);
            return new Partition(partition, counts, endOffset, Math.max(0, endOffset - read));
        }
    }

    public IntakeCounts {
        partitions = List.copyOf(partitions);
    }

    /// Submissions, decided or not.
    public long submitted() {
        return sum(p -> p.counts().submitted()) + inFlight();
    }

    public long admitted() {
        return sum(p -> p.counts().admitted());
    }

    public long repeats() {
        return sum(p -> p.counts().repeats());
    }

    public long animated() {
        return sum(p -> p.counts().animated());
    }

    public long duplicates() {
        return sum(p -> p.counts().duplicates());
    }

    public long rejected() {
        return sum(p -> p.counts().rejectedInAll());
    }

    public long resent() {
        return sum(p -> p.counts().resent());
    }

    public long inFlight() {
        return sum(Partition::inFlight);
    }

    /// Records without an outcome, over all partitions, whichever sign they have: 0, or a fault.
    public long balance() {
        return sum(p -> Math.abs(p.counts().balance()));
    }

    /// Size of a record, by all that were read so far; 0 before the first.
    public long meanRecordBytes() {
        long read = sum(p -> p.counts().read());
        return read == 0 ? 0 : sum(p -> p.counts().bytes()) / read;
    }

    public Map<RejectionReason, Long> rejectedByReason() {
        Map<RejectionReason, Long> all = new EnumMap<>(RejectionReason.class);
        for (Partition partition : partitions) {
            partition.counts().rejected().forEach((reason, n) -> all.merge(reason, n, Long::sum));
        }
        return Collections.unmodifiableMap(all);
    }

    private long sum(ToLongFunction<Partition> part) {
        return partitions.stream().mapToLong(part).sum();
    }
}
