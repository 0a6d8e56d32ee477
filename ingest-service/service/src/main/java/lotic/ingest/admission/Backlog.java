package lotic.ingest.admission;

/// What admission has before it.
///
/// @param records submitted and not decided, over all partitions
/// @param fullestPartitionBytes about how many bytes they are in the partition that has most, by
///   the mean size of what was read so far
/// @param partitionBytesMax what one partition keeps before the oldest is deleted, read or not;
///   [Long#MAX_VALUE] if there is no such bound
public record Backlog(long records, long fullestPartitionBytes, long partitionBytesMax) {}
