package lotic.trainer.heldout;

import lotic.trainer.evaluate.HeldOutImage;
import lotic.trainer.evaluate.HeldOutSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The first held-out images of a run, each once, in the order in which the run met them: a
/// function of the plans so far, part of the state. Not safe for use by several threads.
public final class HeldOutIndex {

    private final HeldOutRule rule;
    private final SequencedMap<String, HeldOutRecord> bank = new LinkedHashMap<>();
    private final SequencedMap<String, HeldOutRecord> queries = new LinkedHashMap<>();

    /// @param rule says how many are kept
    /// @param kept as [#all] gave them
    public HeldOutIndex(HeldOutRule rule, Collection<HeldOutRecord> kept) {
        this.rule = rule;
        kept.forEach(this::add);
    }

    /// An equal index that is changed by itself.
    public HeldOutIndex copy() {
        return new HeldOutIndex(rule, all());
    }

    /// Keeps a record if there is room for it.
    public void add(HeldOutRecord record) {
        if (hasRoomFor(record)) {
            side(record.side()).put(record.sha256(), record);
        }
    }

    /// True if a record's side is not full and its image was not met before.
    public boolean hasRoomFor(HeldOutRecord record) {
        SequencedMap<String, HeldOutRecord> side = side(record.side());
        return side.size() < max(record.side()) && !side.containsKey(record.sha256());
    }

    private SequencedMap<String, HeldOutRecord> side(HeldOutRule.Side side) {
        return switch (side) {
            case BANK -> bank;
            case QUERIES -> queries;
        };
    }

    private int max(HeldOutRule.Side side) {
        return switch (side) {
            case BANK -> rule.bank();
            case QUERIES -> rule.queries();
        };
    }

    /// The first records of the bank; fewer only if there are not so many.
    public List<HeldOutRecord> firstOfBank(int count) {
        return bank.values().stream().limit(count).toList();
    }

    /// All records, those of the bank first.
    public List<HeldOutRecord> all() {
        List<HeldOutRecord> all = new ArrayList<>(bank.values());
        all.addAll(queries.values());
        return all;
    }

    /// What evaluation is to use.
    public HeldOutSet set() {
        return new HeldOutSet(images(bank), images(queries));
    }

    private static List<HeldOutImage> images(SequencedMap<String, HeldOutRecord> side) {
        return side.values().stream().map(HeldOutRecord::image).toList();
    }
}
