package lotic.schemas;

/// How the image topics are cut and how much of the past they keep.
///
/// @param imagePartitions of both image topics, 1 or more; chosen once, since adding some later
///   would split the key space of the duplicate window
/// @param submittedBytesMax kept of the submitted topic over all partitions, in bytes
/// @param imagesBytesMax kept of the image topic over all partitions, in bytes
public record TopicSizes(int imagePartitions, long submittedBytesMax, long imagesBytesMax) {

    private static final long GIB = 1L << 30;

    public TopicSizes {
        if (imagePartitions < 1) {
            throw new IllegalArgumentException(
                    "kafka.image-partitions is " + imagePartitions + "; give 1 or more");
        }
        mustHoldARecord("kafka.submitted-bytes-max", submittedBytesMax, imagePartitions);
        mustHoldARecord("kafka.images-bytes-max", imagesBytesMax, imagePartitions);
    }

    /// For one machine that is there to stay.
    public static TopicSizes standard() {
        return new TopicSizes(12, 4 * GIB, 20 * GIB);
    }

    /// For a demonstration on somebody's laptop.
    public static TopicSizes demo() {
        return new TopicSizes(12, 4 * GIB, 2 * GIB);
    }

    /// What one partition of the submitted topic keeps, in bytes.
    public long submittedPartitionBytesMax() {
        return submittedBytesMax / imagePartitions;
    }

    /// What one partition of the image topic keeps, in bytes.
    public long imagesPartitionBytesMax() {
        return imagesBytesMax / imagePartitions;
    }

    private static void mustHoldARecord(String key, long bytesMax, int partitions) {
        long leastBytes = (long) partitions * 2 * Limits.RECORD_BYTES_MAX;
        if (bytesMax < leastBytes) {
            throw new IllegalArgumentException(
                    "%s is %d; %d partitions need at least %d, two largest records each"
                            .formatted(key, bytesMax, partitions, leastBytes));
        }
    }
}
