package lotic.trainer.plan;

/// What is known of the image topic's records so far.
public interface Facts {

    /// Looks for the first record of a partition at or behind an offset and below an end.
    Look next(int partition, long from, long end);

    /// What a look finds.
    sealed interface Look {

        /// There is such a record, and this is it.
        record Found(Fact fact) implements Look {}

        /// There is no record between offset and end: at most transaction markers.
        record Exhausted() implements Look {}

        /// There is such a record, but it is still to be decoded.
        record Undecoded() implements Look {}

        /// Not known yet: the partition is still to be read so far.
        record Unknown() implements Look {}
    }
}
