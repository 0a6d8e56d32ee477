package lotic.standalone.push;

import lotic.standalone.push.Delivery.Fate;
import lotic.standalone.source.Sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What became of the pictures so far. Safe for use by many threads.
public final class Tally implements Uploader.Listener {

    private static final int EXAMPLES_MAX = 3;

    private long accepted;
    private long seenBefore;
    private long bytes;
    private final Map<String, Rejected> rejected = new TreeMap<>();

    /// Pictures turned away for one reason.
    ///
    /// @param code the reason
    /// @param count how many
    /// @param names of the first ones
    /// @param detail of the first one
    public record Rejected(String code, long count, List<String> names, String detail) {

        public Rejected {
            names = List.copyOf(names);
        }

        Rejected and(String name) {
            List<String> more = new ArrayList<>(names);
            if (more.size() < EXAMPLES_MAX) {
                more.add(name);
            }
            return new Rejected(code, count + 1, more, detail);
        }
    }

    /// The numbers at one moment.
    ///
    /// @param accepted the broker has them
    /// @param seenBefore were handed in before
    /// @param rejected by reason
    /// @param bytes of all pictures
    public record Counts(long accepted, long seenBefore, List<Rejected> rejected, long bytes) {

        /// Turned away, for whatever reason.
        public long rejectedInAll() {
            return rejected.stream().mapToLong(Rejected::count).sum();
        }

        /// All that have a fate.
        public long done() {
            return accepted + seenBefore + rejectedInAll();
        }
    }

    @Override
    public synchronized void told(Sample sample, Fate fate) {
        bytes += sample.bytes().length;
        switch (fate) {
            case Fate.Accepted() -> accepted++;
            case Fate.SeenBefore() -> seenBefore++;
            case Fate.Rejected(String code, String detail) ->
                    rejected.put(
                            code,
                            rejected.getOrDefault(code, new Rejected(code, 0, List.of(), detail))
                                    .and(sample.name()));
        }
    }

    /// The numbers now.
    public synchronized Counts counts() {
        return new Counts(accepted, seenBefore, List.copyOf(rejected.values()), bytes);
    }
}
