package lotic.trainer.stream;

import lotic.trainer.plan.Facts.Look;
import lotic.trainer.run.RunProgress;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The records of one partition from the moment they are read until a plan takes them. [Arrivals]
/// guards it.
final class Lane {

    private final Trail trail;
    private final Deque<SourceRecord> raw = new ArrayDeque<>();
    private final NavigableSet<Long> undecoded = new TreeSet<>();
    private final NavigableMap<Long, Decoded> decoded = new TreeMap<>();
    private long position;
    private long end;
    private long bytes;
    private int ahead;

    /// @param start offset at which reading begins
    Lane(long start) {
        this.trail = new Trail(start);
        this.position = start;
        this.end = start;
    }

    void read(SourceRecord record) {
        raw.addLast(record);
        undecoded.add(record.offset());
        bytes += record.value().length;
        trail.read(record);
    }

    void lost(Fetch.Gap gap) {
        decoded.put(gap.from(), Decoded.lost(gap));
    }

    /// Everything below a position was read; the partition ends at an offset.
    void reached(long newPosition, long newEnd) {
        position = Math.max(position, newPosition);
        end = Math.max(end, newEnd);
    }

    boolean hasRaw() {
        return !raw.isEmpty();
    }

    /// True if a record was read that is not decoded yet.
    boolean isDecoding() {
        return !undecoded.isEmpty();
    }

    /// Gives the oldest record that nobody decodes yet to a worker.
    SourceRecord startDecoding() {
        ahead++;
        return raw.removeFirst();
    }

    /// Takes what a worker made of a record.
    void decoded(SourceRecord record, Decoded result) {
        undecoded.remove(record.offset());
        decoded.put(record.offset(), result);
        bytes += result.image().length - record.value().length;
        if (result.views().isEmpty()) {
            ahead--;
        }
    }

    Look next(long from, long below) {
        Map.Entry<Long, Decoded> known = decoded.ceilingEntry(from);
        Long unknown = undecoded.ceiling(from);
        if (unknown != null && unknown < below && (known == null || unknown < known.getKey())) {
            return new Look.Undecoded();
        }
        if (known != null && known.getKey() < below) {
            return new Look.Found(known.getValue().fact());
        }
        return position >= below ? new Look.Exhausted() : new Look.Unknown();
    }

    /// Hands the records below an offset over to a plan.
    List<Decoded> take(long below) {
        Map<Long, Decoded> planned = decoded.headMap(below, false);
        List<Decoded> taken = new ArrayList<>(planned.values());
        planned.clear();
        for (Decoded each : taken) {
            bytes -= each.image().length;
            ahead -= each.views().isPresent() ? 1 : 0;
        }
        return taken;
    }

    /// True if the first record at or behind an offset is one that nobody decodes yet.
    boolean awaitsWorker(long offset) {
        Long unknown = undecoded.ceiling(offset);
        Long known = decoded.ceilingKey(offset);
        return unknown != null
                && (known == null || unknown < known)
                && !raw.isEmpty()
                && raw.getFirst().offset() == unknown;
    }

    /// True if no record at or behind an offset was read.
    boolean awaitsReading(long offset) {
        return undecoded.ceiling(offset) == null && decoded.ceilingKey(offset) == null;
    }

    /// Bytes of files that are in no plan.
    long bytes() {
        return bytes;
    }

    /// Records that are or will be decoded without being in a plan.
    int ahead() {
        return ahead;
    }

    long end() {
        return end;
    }

    Trail trail() {
        return trail;
    }

    RunProgress.Backlog backlog() {
        return trail.backlog(position, end);
    }
}
