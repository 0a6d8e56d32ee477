package lotic.trainer.plan;

import lotic.schemas.PassReason;
import lotic.trainer.run.Cursor;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A log of records with transaction markers in between, of which more and more is known.
final class KnownFacts implements Facts {

    private final Map<Integer, NavigableMap<Long, Fact>> log = new TreeMap<>();
    private final SortedMap<Integer, Long> ends = new TreeMap<>();
    private final SortedMap<Integer, Long> known = new TreeMap<>();

    /// A log of some partitions of up to so many offsets each, all of it known.
    static KnownFacts drawn(RandomGenerator random, int partitions, int offsetsMax) {
        KnownFacts facts = new KnownFacts();
        for (int partition = 0; partition < partitions; partition++) {
            long end = random.nextInt(offsetsMax + 1);
            facts.end(partition, end);
            for (long offset = 0; offset < end; offset++) {
                switch (random.nextInt(10)) {
                    case 0, 1 -> {} // a transaction marker
                    case 2 -> facts.add(Fact.passed(partition, offset, PassReason.HELD_OUT));
                    case 3 -> facts.add(Fact.passed(partition, offset, PassReason.UNDECODABLE));
                    default -> facts.add(Fact.learnable(partition, offset));
                }
            }
        }
        return facts;
    }

    void add(Fact fact) {
        log.computeIfAbsent(fact.partition(), _ -> new TreeMap<>()).put(fact.offset(), fact);
        ends.merge(fact.partition(), fact.next(), Math::max);
        known.merge(fact.partition(), fact.next(), Math::max);
    }

    void end(int partition, long end) {
        ends.merge(partition, end, Math::max);
        known.merge(partition, end, Math::max);
    }

    /// From now on only what lies below an offset is known.
    void knownUpTo(int partition, long offset) {
        known.put(partition, offset);
    }

    SortedMap<Integer, Long> ends() {
        return ends;
    }

    Cursor beginning() {
        SortedMap<Integer, Long> zero = new TreeMap<>();
        ends.keySet().forEach(partition -> zero.put(partition, 0L));
        return new Cursor(zero);
    }

    Optional<Fact> at(int partition, long offset) {
        return Optional.ofNullable(log.getOrDefault(partition, new TreeMap<>()).get(offset));
    }

    long learnable() {
        return log.values().stream()
                .flatMap(partition -> partition.values().stream())
                .filter(fact -> fact.pass().isEmpty())
                .count();
    }

    long records() {
        return log.values().stream().mapToLong(Map::size).sum();
    }

    @Override
    public Look next(int partition, long from, long end) {
        Map.Entry<Long, Fact> found =
                log.getOrDefault(partition, new TreeMap<>()).ceilingEntry(from);
        long knownEnd = known.getOrDefault(partition, 0L);
        if (found != null && found.getKey() < Math.min(end, knownEnd)) {
            return new Look.Found(found.getValue());
        }
        return knownEnd >= end ? new Look.Exhausted() : new Look.Unknown();
    }
}
