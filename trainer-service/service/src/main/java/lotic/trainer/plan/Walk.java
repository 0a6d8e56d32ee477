package lotic.trainer.plan;

import lotic.schemas.Passed;
import lotic.schemas.Slice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A walk along one partition from the cursor on, collecting what a plan takes from it.
final class Walk {

    private final int partition;
    private final long from;
    private final long end;
    private final int passedMax;
    private final Facts facts;
    private final List<Fact> fresh = new ArrayList<>();
    private final List<Passed> passed = new ArrayList<>();
    private long at;
    private boolean unknown;

    Walk(int partition, long from, long end, int passedMax, Facts facts) {
        this.partition = partition;
        this.from = from;
        this.end = end;
        this.passedMax = passedMax;
        this.facts = facts;
        this.at = from;
    }

    /// Goes on until so many more records to learn are found, or no record is left, or one is not
    /// known, or enough were passed.
    ///
    /// @return how many were found
    int take(int wanted) {
        int found = 0;
        while (found < wanted && passed.size() < passedMax && !unknown) {
            switch (facts.next(partition, at, end)) {
                case Facts.Look.Found(Fact fact) -> found += add(fact);
                case Facts.Look.Undecoded _, Facts.Look.Unknown _ -> unknown = true;
                case Facts.Look.Exhausted() -> {
                    at = end;
                    return found;
                }
            }
        }
        return found;
    }

    private int add(Fact fact) {
        at = fact.next();
        if (fact.pass().isEmpty()) {
            fresh.add(fact);
            return 1;
        }
        passed.add(new Passed(partition, fact.offset(), fact.count(), fact.pass().get()));
        return 0;
    }

    /// Ends the walk: where no record is left below the end, the slice reaches up to it.
    void settle() {
        if (at > from && at < end && !unknown) {
            switch (facts.next(partition, at, end)) {
                case Facts.Look.Found _, Facts.Look.Undecoded _ -> {}
                case Facts.Look.Unknown() -> unknown = true;
                case Facts.Look.Exhausted() -> at = end;
            }
        }
    }

    /// The fact that this walk lacks.
    Optional<Draft.Missing> missing() {
        return unknown ? Optional.of(new Draft.Missing(partition, at)) : Optional.empty();
    }

    /// How far the end is away, in offsets.
    long backlog() {
        return end - from;
    }

    List<Fact> fresh() {
        return fresh;
    }

    List<Passed> passed() {
        return passed;
    }

    /// What was walked over; empty if the walk did not leave its place.
    Optional<Slice> slice() {
        return at > from ? Optional.of(new Slice(partition, from, at)) : Optional.empty();
    }
}
