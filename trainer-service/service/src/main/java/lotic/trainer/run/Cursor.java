package lotic.trainer.run;

import lotic.schemas.PartitionOffset;
import lotic.schemas.Slice;

import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// The next offset of each partition of the image topic. A partition that is absent has not been
/// touched: its cursor is where its log begins.
///
/// @param next offset by partition
public record Cursor(SortedMap<Integer, Long> next) {

    /// Nothing read yet.
    public static final Cursor START = new Cursor(new TreeMap<>());

    public Cursor {
        next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
    }

    /// A cursor as the journal and checkpoints write it.
    public static Cursor of(List<PartitionOffset> offsets) {
        SortedMap<Integer, Long> next = new TreeMap<>();
        offsets.forEach(each -> next.put(each.getPartition(), each.getOffset()));
        return new Cursor(next);
    }

    /// The same in the journal's form, partitions ascending.
    public List<PartitionOffset> offsets() {
        return next.entrySet().stream()
                .map(each -> new PartitionOffset(each.getKey(), each.getValue()))
                .toList();
    }

    /// The next offset of a partition; empty if it has not been touched.
    public OptionalLong at(int partition) {
        Long offset = next.get(partition);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /// This cursor, and another one's offsets for the partitions that this one does not know.
    public Cursor joined(Cursor other) {
        SortedMap<Integer, Long> all = new TreeMap<>(other.next);
        all.putAll(next);
        return new Cursor(all);
    }

    /// Where a plan's slices lead to.
    ///
    /// @throws IllegalArgumentException if a slice does not begin where this cursor stands: then
    ///   the slices would not tile the partition
    public Cursor after(List<Slice> slices) {
        SortedMap<Integer, Long> moved = new TreeMap<>(next);
        for (Slice slice : slices) {
            Long at = moved.put(slice.getPartition(), slice.getToOffset());
            if (at != null && at != slice.getFromOffset()) {
                throw new IllegalArgumentException(
                        "a slice of partition "
                                + slice.getPartition()
                                + " begins at offset "
                                + slice.getFromOffset()
                                + ", but the cursor is at "
                                + at);
            }
        }
        return new Cursor(moved);
    }

    /// True if a plan's slices lie behind this cursor, so that it was made already.
    public boolean covers(List<Slice> slices) {
        return slices.stream()
                .allMatch(
                        slice ->
                                at(slice.getPartition()).orElse(Long.MIN_VALUE)
                                        >= slice.getToOffset());
    }
}
