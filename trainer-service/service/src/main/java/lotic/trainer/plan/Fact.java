package lotic.trainer.plan;

import lotic.schemas.PassReason;

import java.util.Optional;

/// What planning needs to know of a record. It follows from the record's bytes alone, but for a
/// LOST one.
///
/// @param partition of the image topic
/// @param offset of the record; for LOST the first of a run of offsets
/// @param count how many offsets this fact stands for: 1 but for LOST
/// @param pass why the record is not learnt; empty if it is
public record Fact(int partition, long offset, long count, Optional<PassReason> pass) {

    public Fact {
        if (count < 1 || (count > 1 && !pass.equals(Optional.of(PassReason.LOST)))) {
            throw new IllegalArgumentException("a fact of " + pass + " stands for " + count);
        }
    }

    /// A record to learn.
    public static Fact learnable(int partition, long offset) {
        return new Fact(partition, offset, 1, Optional.empty());
    }

    /// A record to pass over.
    public static Fact passed(int partition, long offset, PassReason reason) {
        return new Fact(partition, offset, 1, Optional.of(reason));
    }

    /// Offsets that vanished from the log before they were read.
    public static Fact lost(int partition, long from, long to) {
        return new Fact(partition, from, to - from, Optional.of(PassReason.LOST));
    }

    /// The first offset behind this record.
    public long next() {
        return offset + count;
    }
}
