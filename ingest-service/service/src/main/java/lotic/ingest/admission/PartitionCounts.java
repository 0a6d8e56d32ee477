package lotic.ingest.admission;

import lotic.schemas.RejectionReason;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// What came of one partition of the submitted topic so far. Written in the transaction that
/// forwards the record, so it is true at any moment and after any crash.
///
/// @param nextOffset of the first record that is not counted here
/// @param passed offsets below `nextOffset` that held no record for us: markers of a producer's
///   transactions, and what retention deleted before it was read
/// @param bytes of all records that were read, images and fields together
/// @param resent records that repeated a submission by its id
/// @param admitted records that were forwarded, repeats among them
/// @param repeats admitted records whose bytes had been admitted before
/// @param animated admitted records of which only the first frame is used
/// @param duplicates records that were dropped because their bytes had been admitted before
/// @param rejected records that were turned away, by reason
public record PartitionCounts(
        long nextOffset,
        long passed,
        long bytes,
        long resent,
        long admitted,
        long repeats,
        long animated,
        long duplicates,
        Map<RejectionReason, Long> rejected) {

    /// Nothing has been read yet.
    public static final PartitionCounts NONE =
            new PartitionCounts(0, 0, 0, 0, 0, 0, 0, 0, Map.of());

    private static final int LAYOUT = 1;

    public PartitionCounts {
        rejected =
                rejected.isEmpty()
                        ? Map.of()
                        : Collections.unmodifiableMap(new EnumMap<>(rejected));
    }

    /// Submissions with an outcome: each is in exactly one of admitted, duplicates, rejected.
    public long submitted() {
        return admitted + duplicates + rejectedInAll();
    }

    public long rejectedInAll() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Records that went past without an outcome: 0, or a fault of admission.
    public long balance() {
        return read() - resent - submitted();
    }

    /// Records that were read, whatever came of them.
    public long read() {
        return nextOffset - passed;
    }

    /// The counts with one more record.
    ///
    /// @param offset of the record, at least `nextOffset`
    /// @param recordBytes size of its value
    PartitionCounts after(long offset, long recordBytes, Outcome outcome) {
        if (offset < nextOffset) {
            throw new IllegalArgumentException(
                    "offset " + offset + " is counted already, next is " + nextOffset);
        }
        Map<RejectionReason, Long> rejectedNow = rejected;
        if (outcome instanceof Outcome.Rejected(RejectionReason reason, _)) {
            rejectedNow = new EnumMap<>(RejectionReason.class);
            rejectedNow.putAll(rejected);
            rejectedNow.merge(reason, 1L, Long::sum);
        }
        return new PartitionCounts(
                offset + 1,
                passed + (offset - nextOffset),
                bytes + recordBytes,
                resent + one(outcome instanceof Outcome.Resent),
                admitted + one(outcome instanceof Outcome.Admitted),
                repeats + one(outcome instanceof Outcome.Admitted(boolean repeat, _) && repeat),
                animated + one(outcome instanceof Outcome.Admitted(_, boolean moves) && moves),
                duplicates + one(outcome instanceof Outcome.Duplicate),
                rejectedNow);
    }

    private static long one(boolean holds) {
        return holds ? 1 : 0;
    }

    byte[] toBytes() {
        ByteArrayOutputStream written = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(written)) {
            out.writeByte(LAYOUT);
            out.writeLong(nextOffset);
            out.writeLong(passed);
            out.writeLong(bytes);
            out.writeLong(resent);
            out.writeLong(admitted);
            out.writeLong(repeats);
            out.writeLong(animated);
            out.writeLong(duplicates);
            out.writeByte(rejected.size());
            for (Map.Entry<RejectionReason, Long> entry : rejected.entrySet()) {
                out.writeUTF(entry.getKey().name());
                out.writeLong(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return written.toByteArray();
    }

    /// Reads [#toBytes].
    ///
    /// @param stored absent before the first record
    static PartitionCounts fromStored(byte @Nullable [] stored) {
        if (stored == null) {
            return NONE;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
            int layout = in.readByte();
            if (layout != LAYOUT) {
                throw new IllegalStateException(
                        "counts have layout %d, this release knows %d: start the release that wrote"
                                        .formatted(layout, LAYOUT)
                                + " them");
            }
            long nextOffset = in.readLong();
            long passed = in.readLong();
            long read = in.readLong();
            long resent = in.readLong();
            long admitted = in.readLong();
            long repeats = in.readLong();
            long animated = in.readLong();
            long duplicates = in.readLong();
            int reasons = in.readByte();
            Map<RejectionReason, Long> rejected = new EnumMap<>(RejectionReason.class);
            for (int i = 0; i < reasons; i++) {
                rejected.put(RejectionReason.valueOf(in.readUTF()), in.readLong());
            }
            return new PartitionCounts(
                    nextOffset,
                    passed,
                    read,
                    resent,
                    admitted,
                    repeats,
                    animated,
                    duplicates,
                    rejected);
        } catch (IOException e) {
            throw new UncheckedIOException("counts of " + stored.length + " bytes are cut off", e);
        }
    }
}
