package lotic.schemas;

/// The sizes that every service keeps. Producer, topic, fetch and HTTP limits follow from these and
/// are asserted against each other here.
public final class Limits {

    /// The largest image, in bytes.
    public static final int IMAGE_BYTES_MAX = 15 << 20;

    /// The largest Kafka record, in bytes: an image, its text fields and the record's overhead.
    public static final int RECORD_BYTES_MAX = 16 << 20;

    /// The largest request that the embedded broker reads: a produce request of one record of full
    /// size.
    public static final int BROKER_REQUEST_BYTES_MAX = 20 << 20;

    /// The longest metadata text, in UTF-8 bytes.
    public static final int METADATA_BYTES_MAX = 16 << 10;

    /// The longest caption, in UTF-8 bytes.
    public static final int CAPTION_BYTES_MAX = 8 << 10;

    /// The longest source URI, in UTF-8 bytes.
    public static final int SOURCE_URI_BYTES_MAX = 4 << 10;

    /// The longest label, producer's name, declared type or submission id, in UTF-8 bytes.
    public static final int NAME_BYTES_MAX = 256;

    /// All text fields of an image together, in UTF-8 bytes.
    public static final int TEXT_BYTES_MAX =
            METADATA_BYTES_MAX + CAPTION_BYTES_MAX + SOURCE_URI_BYTES_MAX + 4 * NAME_BYTES_MAX;

    /// How much of a rejected image is kept, in bytes.
    public static final int REJECTED_HEAD_BYTES_MAX = 64 << 10;

    static {
        if (IMAGE_BYTES_MAX + TEXT_BYTES_MAX + (4 << 10) > RECORD_BYTES_MAX) {
            throw new AssertionError("a full image with full text fields does not fit a record");
        }
        if (RECORD_BYTES_MAX >= BROKER_REQUEST_BYTES_MAX) {
            throw new AssertionError("a full record does not fit a request");
        }
    }

    private Limits() {}
}
