package lotic.trainer.plan;

import lotic.schemas.Passed;
import lotic.schemas.Slice;
import lotic.trainer.run.Cursor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Decides which records a step learns: a pure function of the cursor, the ends of the log and the
/// facts of its records. The number of decode workers, the size of fetches and their timing cannot
/// change what it decides, because it waits for a fact rather than decide without it.
///
/// Each partition with a backlog gives an equal share of the batch, ascending; what the short ones
/// leave over is taken from the longest backlog, then from the next. A partition is walked from its
/// cursor without skipping, so that the slices of all plans tile it.
///
/// @param batch places in a batch
public record Planner(int batch) {

    /// How many records a plan passes over in one partition before it leaves the rest to the next
    /// plan: a flood of broken images must not make a plan of any size.
    static final int PASSED_PER_PARTITION_MAX = 4096;

    public Planner {
        if (batch < 1) {
            throw new IllegalArgumentException("batch is " + batch + "; give 1 or more");
        }
    }

    /// Decides the next batch.
    ///
    /// @param cursor knows every partition that has an end
    /// @param ends last stable offsets by partition
    /// @param facts what is known
    /// @return a decision with fewer fresh records than places if no more wait below the ends; the
    ///   caller fills it up or lets it be
    public Draft draft(Cursor cursor, SortedMap<Integer, Long> ends, Facts facts) {
        List<Walk> walks = backlogs(cursor, ends, facts);
        if (walks.isEmpty()) {
            return new Draft.Nothing();
        }
        int places = batch;
        int quota = batch / walks.size();
        for (Walk walk : walks) {
            places -= walk.take(quota);
        }
        // The sort is stable: of equal backlogs the lower partition comes first.
        List<Walk> longestFirst = new ArrayList<>(walks);
        longestFirst.sort(Comparator.comparingLong(Walk::backlog).reversed());
        Optional<Draft.Missing> missing = missing(walks);
        for (Walk walk : longestFirst) {
            if (missing.isEmpty()) {
                places -= walk.take(places);
                missing = walk.missing();
            }
        }
        if (missing.isEmpty()) {
            walks.forEach(Walk::settle);
            missing = missing(walks);
        }
        return missing.isPresent() ? missing.get() : decision(walks);
    }

    private static List<Walk> backlogs(Cursor cursor, SortedMap<Integer, Long> ends, Facts facts) {
        List<Walk> walks = new ArrayList<>();
        ends.forEach(
                (partition, end) -> {
                    long from = cursor.at(partition).orElseThrow();
                    if (from < end) {
                        walks.add(new Walk(partition, from, end, PASSED_PER_PARTITION_MAX, facts));
                    }
                });
        return walks;
    }

    private static Optional<Draft.Missing> missing(List<Walk> walks) {
        return walks.stream().flatMap(walk -> walk.missing().stream()).findFirst();
    }

    private static Draft decision(List<Walk> walks) {
        List<Slice> slices = walks.stream().flatMap(walk -> walk.slice().stream()).toList();
        List<Passed> passed = walks.stream().flatMap(walk -> walk.passed().stream()).toList();
        List<Fact> fresh = walks.stream().flatMap(walk -> walk.fresh().stream()).toList();
        return fresh.isEmpty() && passed.isEmpty()
                ? new Draft.Nothing()
                : new Draft.Ready(slices, passed, fresh);
    }
}
