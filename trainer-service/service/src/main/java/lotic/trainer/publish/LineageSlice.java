package lotic.trainer.publish;

/// Consecutive offsets of one partition of the image topic that a version added to the one before
/// it.
///
/// @param partition of the image topic
/// @param from first offset
/// @param to offset behind the last, above `from`
public record LineageSlice(int partition, long from, long to) {

    public LineageSlice {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException(
                    "partition %d goes from offset %d to %d; a slice has at least one offset"
                            .formatted(partition, from, to));
        }
    }
}
