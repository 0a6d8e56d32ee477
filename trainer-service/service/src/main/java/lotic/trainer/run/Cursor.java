package lotic.trainer.run;

import java.util.SortedMap;
import java.util.TreeMap;

/// The next offset of each partition of the image topic. A partition that is absent has not been
/// touched: its cursor is where its log begins.
///
/// @param next offset by partition
public record Cursor(SortedMap<Integer, Long> next) {

    /// Nothing read yet.
    public static final Cursor START = new Cursor(new TreeMap<>());

    public Cursor {
        next = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(next));
    }
}
