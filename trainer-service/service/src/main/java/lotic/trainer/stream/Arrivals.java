package lotic.trainer.stream;

import lotic.schemas.Slice;
import lotic.trainer.plan.Facts;
import lotic.trainer.role.Bell;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.RunProgress;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The records between the image topic and the learner. The follower puts them in, workers decode
/// them, planning takes them out; the learner tells what became of them. Safe for use by many
/// threads.
///
/// Two bounds hold. The files of records that no plan has yet take [#FETCHED_BYTES_MAX], an equal
/// share for each partition and one fetch more. Views take a fixed number of places; those beside
/// the plans on their way are filled evenly over the partitions. One batch's worth is kept free for
/// records that a decision waits for: it never waits for more than it takes, so no partition can
/// keep another one out.
public final class Arrivals implements Facts {

    /// Bytes of files that wait to be planned.
    public static final long FETCHED_BYTES_MAX = 32 << 20;

    private static final long SHARE_BYTES_MIN = 1 << 20;

    private final ViewPlaces places;
    private final Bell decodable;
    private final Bell known;
    private final SortedMap<Integer, Lane> lanes = new TreeMap<>();
    private final Deque<Replay> replays = new ArrayDeque<>();
    private Optional<Want> want = Optional.empty();
    private int ahead;

    /// A record that planning waits for: the first of a partition at or behind an offset.
    private record Want(int partition, long offset) {}

    /// @param places for views
    /// @param decodable rings when there is something to decode
    /// @param known rings when planning may know what it waits for
    public Arrivals(ViewPlaces places, Bell decodable, Bell known) {
        this.places = places;
        this.decodable = decodable;
        this.known = known;
    }

    /// Tells where reading begins, all partitions.
    public synchronized void begin(Cursor start) {
        start.next().forEach((partition, offset) -> lanes.put(partition, new Lane(offset)));
    }

    /// Takes what was read.
    public synchronized void fetched(Fetch fetch) {
        fetch.records().forEach(record -> lane(record.partition()).read(record));
        fetch.gaps().forEach(gap -> lane(gap.partition()).lost(gap));
        fetch.ends()
                .forEach(
                        (partition, end) ->
                                lane(partition)
                                        .reached(
                                                fetch.positions().getOrDefault(partition, 0L),
                                                end));
        decodable.ring();
        known.ring();
    }

    /// Partitions that are not to be read on for now.
    public synchronized Set<Integer> full() {
        long share = Math.max(SHARE_BYTES_MIN, FETCHED_BYTES_MAX / Math.max(1, lanes.size()));
        return lanes.entrySet().stream()
                .filter(lane -> lane.getValue().bytes() >= share)
                .map(Map.Entry::getKey)
                .filter(partition -> !mustBeRead(partition))
                .collect(Collectors.toSet());
    }

    /// A partition for which planning waits is read on whatever it holds.
    private boolean mustBeRead(int partition) {
        return want.filter(each -> each.partition() == partition)
                .filter(each -> lane(partition).awaitsReading(each.offset()))
                .isPresent();
    }

    /// Something to decode, if there is something and a place for its views.
    synchronized Optional<DecodeJob> nextJob() {
        Replay replay = replays.poll();
        if (replay != null) {
            return Optional.of(new DecodeJob.Again(replay, places.take()));
        }
        Optional<Lane> wanted =
                want.map(each -> lane(each.partition()))
                        .filter(lane -> lane.awaitsWorker(want.orElseThrow().offset()));
        if (wanted.isPresent() && ahead < places.aheadMax() + places.batch()) {
            return Optional.of(start(wanted.get()));
        }
        if (ahead >= places.aheadMax()) {
            return Optional.empty();
        }
        return lanes.values().stream()
                .filter(Lane::hasRaw)
                .min(Comparator.comparingInt(Lane::ahead))
                .map(this::start);
    }

    private DecodeJob start(Lane lane) {
        ahead++;
        return new DecodeJob.Fresh(lane.startDecoding(), places.take());
    }

    /// Takes what a worker made of a record. Its place for views is free again unless they are
    /// there.
    synchronized void decoded(DecodeJob.Fresh job, Decoded result) {
        lane(job.record().partition()).decoded(job.record(), result);
        if (result.views().isEmpty()) {
            ahead--;
            places.free(job.views());
            decodable.ring();
        }
        if (want.isEmpty() || isKnown(want.get())) {
            known.ring();
        }
    }

    private boolean isKnown(Want wanted) {
        return lane(wanted.partition()).next(wanted.offset(), Long.MAX_VALUE) instanceof Look.Found;
    }

    @Override
    public synchronized Look next(int partition, long from, long end) {
        return lane(partition).next(from, end);
    }

    /// The last stable offsets as they were last seen.
    public synchronized SortedMap<Integer, Long> ends() {
        SortedMap<Integer, Long> ends = new TreeMap<>();
        lanes.forEach((partition, lane) -> ends.put(partition, lane.end()));
        return ends;
    }

    /// Says that planning waits for the first record of a partition at or behind an offset.
    public synchronized void want(int partition, long offset) {
        want = Optional.of(new Want(partition, offset));
        decodable.ring();
    }

    /// Says that planning waits for no record in particular.
    public synchronized void wantNothing() {
        want = Optional.empty();
    }

    /// Hands the records of a plan's slices over, in their order. Their views are the plan's from
    /// now on, to be given back by [#learnt].
    public synchronized List<Decoded> take(Collection<Slice> slices) {
        List<Decoded> taken = new ArrayList<>();
        for (Slice slice : slices) {
            taken.addAll(lane(slice.getPartition()).take(slice.getToOffset()));
        }
        want = Optional.empty();
        ahead -= (int) taken.stream().filter(each -> each.views().isPresent()).count();
        decodable.ring();
        return taken;
    }

    /// Has a record of a plan decoded once more.
    public synchronized void replay(Replay replay) {
        replays.addLast(replay);
        decodable.ring();
    }

    /// A step has been made: its places for views are free again, its records are learnt.
    public synchronized void learnt(Collection<Slice> slices, Collection<ByteBuffer> views) {
        slices.forEach(slice -> lane(slice.getPartition()).trail().learnt(slice.getToOffset()));
        views.forEach(places::free);
        decodable.ring();
    }

    /// A checkpoint of this moment has been begun.
    public synchronized void checkpointBegun() {
        lanes.values().forEach(lane -> lane.trail().mark());
    }

    /// The checkpoint that was begun last is on disk.
    public synchronized void checkpointSaved() {
        lanes.values().forEach(lane -> lane.trail().saved());
    }

    /// What still lies before the learner, by partition.
    public synchronized Map<Integer, RunProgress.Backlog> backlogs() {
        Map<Integer, RunProgress.Backlog> backlogs = new TreeMap<>();
        lanes.forEach((partition, lane) -> backlogs.put(partition, lane.backlog()));
        return backlogs;
    }

    /// True if records were read that nobody has decoded yet.
    public synchronized boolean isDecoding() {
        return !replays.isEmpty() || lanes.values().stream().anyMatch(Lane::isDecoding);
    }

    private Lane lane(int partition) {
        Lane lane = lanes.get(partition);
        if (lane == null) {
            throw new IllegalStateException("partition " + partition + " was never begun");
        }
        return lane;
    }
}
