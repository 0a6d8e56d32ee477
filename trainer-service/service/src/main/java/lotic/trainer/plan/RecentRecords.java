package lotic.trainer.plan;

import lotic.schemas.Replayed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The most recently learnt records, from which a batch is filled up when the stream is quiet: a
/// function of the plans so far, part of the state. Their bytes lie elsewhere, under their ordinal.
/// Not safe for use by several threads.
public final class RecentRecords {

    private final int recordsMax;
    private final long bytesMax;
    private final SequencedMap<Place, Recent> oldestFirst = new LinkedHashMap<>();
    private long bytes;
    private long nextOrdinal;

    private record Place(int partition, long offset) {}

    /// A record that was learnt.
    ///
    /// @param ordinal counts the run's learnt records, from 0
    /// @param partition of the image topic
    /// @param offset of the record
    /// @param bytes of the image
    /// @param uses how often it was learnt, 1 or more
    public record Recent(long ordinal, int partition, long offset, int bytes, int uses) {}

    /// No records yet.
    ///
    /// @param recordsMax how many are kept at most
    /// @param bytesMax how many bytes of images are kept at most, but for a single larger one
    public RecentRecords(int recordsMax, long bytesMax) {
        this(recordsMax, bytesMax, List.of(), 0);
    }

    /// The same records as others.
    ///
    /// @param oldestFirst as [#oldestFirst] gave them
    /// @param nextOrdinal of the next record to be learnt
    public RecentRecords(
            int recordsMax, long bytesMax, List<Recent> oldestFirst, long nextOrdinal) {
        this.recordsMax = recordsMax;
        this.bytesMax = bytesMax;
        this.nextOrdinal = nextOrdinal;
        for (Recent each : oldestFirst) {
            this.oldestFirst.put(new Place(each.partition(), each.offset()), each);
            bytes += each.bytes();
        }
    }

    /// An equal list that is changed by itself.
    public RecentRecords copy() {
        return new RecentRecords(recordsMax, bytesMax, oldestFirst(), nextOrdinal);
    }

    /// Notes a record that was learnt for the first time.
    ///
    /// @return the ordinal under which its bytes are to be kept
    public long learnt(int partition, long offset, int imageBytes) {
        Recent newest = new Recent(nextOrdinal++, partition, offset, imageBytes, 1);
        oldestFirst.put(new Place(partition, offset), newest);
        bytes += imageBytes;
        while (oldestFirst.size() > recordsMax || (bytes > bytesMax && oldestFirst.size() > 1)) {
            bytes -= oldestFirst.pollFirstEntry().getValue().bytes();
        }
        return newest.ordinal();
    }

    /// Notes a further use; nothing changes if the record is no longer among the recent ones.
    public void replayed(Replayed replay) {
        oldestFirst.computeIfPresent(
                new Place(replay.getPartition(), replay.getOffset()),
                (_, before) ->
                        new Recent(
                                before.ordinal(),
                                before.partition(),
                                before.offset(),
                                before.bytes(),
                                Math.max(before.uses(), replay.getUse() + 1)));
    }

    /// What fills up a batch: the most recent first, then the batch's own records; around again
    /// while places are left, each time as a further use.
    ///
    /// @param places to fill
    /// @param fresh the batch's own records, at least one
    public List<Replayed> fill(int places, List<Fact> fresh) {
        List<Replayed> pool = new ArrayList<>(places);
        for (Recent each : oldestFirst.reversed().values()) {
            if (pool.size() == places) {
                return pool;
            }
            pool.add(new Replayed(each.partition(), each.offset(), each.uses()));
        }
        fresh.stream()
                .limit(places - pool.size())
                .forEach(each -> pool.add(new Replayed(each.partition(), each.offset(), 1)));
        int around = pool.size();
        while (pool.size() < places) {
            Replayed before = pool.get(pool.size() - around);
            pool.add(new Replayed(before.getPartition(), before.getOffset(), before.getUse() + 1));
        }
        return pool;
    }

    /// A record among the recent ones.
    public Optional<Recent> find(int partition, long offset) {
        return Optional.ofNullable(oldestFirst.get(new Place(partition, offset)));
    }

    /// All of them, oldest first.
    public List<Recent> oldestFirst() {
        return List.copyOf(oldestFirst.values());
    }

    /// The ordinal of the next record to be learnt.
    public long nextOrdinal() {
        return nextOrdinal;
    }

    /// The smallest ordinal whose bytes may still be needed.
    public long oldestOrdinal() {
        return oldestFirst.isEmpty() ? nextOrdinal : oldestFirst.firstEntry().getValue().ordinal();
    }
}
