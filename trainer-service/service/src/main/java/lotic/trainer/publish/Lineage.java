package lotic.trainer.publish;

import lotic.trainer.run.Cursor;
import lotic.trainer.run.RunProgress.Counts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which part of the stream a version learnt since the version before it. Over the versions of a
/// run the slices tile each partition without gap or overlap.
///
/// @param afterStep the step of the version before; empty for a run's first
/// @param slices ascending by partition; a partition without progress has none
/// @param counts what became of the records in the slices
public record Lineage(Optional<Long> afterStep, List<LineageSlice> slices, Counts counts) {

    public Lineage {
        slices = List.copyOf(slices);
    }

    /// What a draft adds to what was published last.
    ///
    /// @throws IllegalArgumentException if the draft lies before it in any partition
    static Lineage of(Optional<LastPublished.Entry> last, Draft draft) {
        Cursor from = last.map(LastPublished.Entry::learnt).orElse(draft.began());
        Counts before = last.map(LastPublished.Entry::counts).orElse(Counts.NONE);
        return new Lineage(
                last.map(LastPublished.Entry::step),
                slices(from, draft.learnt()),
                draft.counts().minus(before));
    }

    private static List<LineageSlice> slices(Cursor from, Cursor to) {
        List<LineageSlice> slices = new ArrayList<>();
        to.next()
                .forEach(
                        (partition, end) -> {
                            long begin = from.next().getOrDefault(partition, 0L);
                            if (begin != end) {
                                slices.add(new LineageSlice(partition, begin, end));
                            }
                        });
        return slices;
    }
}
