package lotic.trainer.stream;

import java.util.List;
import java.util.SortedMap;

/// What one look at the image topic brought.
///
/// @param records new ones, ascending within each partition
/// @param gaps offsets that no longer exist and will not come
/// @param positions by partition, the offset below which everything has been read
/// @param ends by partition, the last stable offset
public record Fetch(
        List<SourceRecord> records,
        List<Gap> gaps,
        SortedMap<Integer, Long> positions,
        SortedMap<Integer, Long> ends) {

    /// Offsets that retention removed before they were read, half-open.
    public record Gap(int partition, long from, long to) {}

    public Fetch {
        records = List.copyOf(records);
        gaps = List.copyOf(gaps);
    }
}
