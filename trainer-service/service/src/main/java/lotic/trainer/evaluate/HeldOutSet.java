package lotic.trainer.evaluate;

import java.util.List;

/// The images that a run had held out at one step, in the order in which it met them. Both lists
/// only grow until they are full, so the same step always has the same set.
///
/// @param bank images whose labels vote
/// @param queries images that are classified
public record HeldOutSet(List<HeldOutImage> bank, List<HeldOutImage> queries) {

    /// Nothing held out yet.
    public static final HeldOutSet EMPTY = new HeldOutSet(List.of(), List.of());

    public HeldOutSet {
        bank = List.copyOf(bank);
        queries = List.copyOf(queries);
    }
}
