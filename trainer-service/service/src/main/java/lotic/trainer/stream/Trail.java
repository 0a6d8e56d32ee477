package lotic.trainer.stream;

import lotic.trainer.run.RunProgress;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// How far the records of one partition have come: read, learnt, saved. Counts records, not
/// offsets, as the lag that people are shown. [Arrivals] guards it.
final class Trail {

    private final long start;
    private final Deque<Stamp> unlearnt = new ArrayDeque<>();
    private long read;
    private long learnt;
    private long marked;
    private long saved;
    private @Nullable Instant oldestUnsaved;
    private @Nullable Instant oldestSinceMark;

    private record Stamp(long offset, Instant appendedAt) {}

    /// @param start offset at which reading began; all before it is saved
    Trail(long start) {
        this.start = start;
    }

    void read(SourceRecord record) {
        read++;
        unlearnt.addLast(new Stamp(record.offset(), record.appendedAt()));
    }

    /// Everything below an offset is learnt or was passed over.
    void learnt(long to) {
        for (Stamp next = unlearnt.peekFirst();
                next != null && next.offset() < to;
                next = unlearnt.peekFirst()) {
            unlearnt.removeFirst();
            learnt++;
            oldestUnsaved = oldestUnsaved == null ? next.appendedAt() : oldestUnsaved;
            oldestSinceMark = oldestSinceMark == null ? next.appendedAt() : oldestSinceMark;
        }
    }

    /// A checkpoint of this moment has been begun.
    void mark() {
        marked = learnt;
        oldestSinceMark = null;
    }

    /// The checkpoint that was begun is on disk.
    void saved() {
        saved = marked;
        oldestUnsaved = oldestSinceMark;
    }

    /// @param position offset below which everything was read
    /// @param end last stable offset
    RunProgress.Backlog backlog(long position, long end) {
        long waiting = unlearnt.size() + unread(position, end);
        Instant oldestUnlearnt = unlearnt.isEmpty() ? null : unlearnt.getFirst().appendedAt();
        return new RunProgress.Backlog(
                waiting,
                Optional.ofNullable(oldestUnlearnt),
                waiting + learnt - saved,
                Optional.ofNullable(oldestUnsaved).or(() -> Optional.ofNullable(oldestUnlearnt)));
    }

    /// Records between position and end. Transaction markers take offsets too, so their share is
    /// taken from what was read; where nothing was read every offset counts.
    private long unread(long position, long end) {
        long offsets = Math.max(0, end - position);
        long offsetsRead = position - start;
        return offsetsRead > 0 && read > 0 ? Math.ceilDiv(offsets * read, offsetsRead) : offsets;
    }
}
