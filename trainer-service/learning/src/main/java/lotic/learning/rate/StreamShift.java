package lotic.learning.rate;

import java.util.List;

/// The test for an upward jump of the loss: the newest blocks against what the blocks before them
/// lead to expect.
final class StreamShift {

    private static final int NEW_BLOCKS = 8;
    private static final int REFERENCE_BLOCKS = 40;
    private static final double ERRORS_MIN = 5;
    private static final double JUMP_SHARE_MIN = 0.01;

    private StreamShift() {}

    static boolean seenIn(List<Double> blocks) {
        int size = blocks.size();
        if (size < REFERENCE_BLOCKS + NEW_BLOCKS) {
            return false;
        }
        List<Double> newest = Trend.last(blocks, NEW_BLOCKS);
        List<Double> before = blocks.subList(size - 2 * NEW_BLOCKS, size - NEW_BLOCKS);
        Line line =
                Line.through(
                        blocks.subList(size - NEW_BLOCKS - REFERENCE_BLOCKS, size - NEW_BLOCKS));
        double distance = (REFERENCE_BLOCKS - 1) / 2.0 + (NEW_BLOCKS + 1) / 2.0;

        // A convex descent stays above its chord, so a real rise over the blocks before is asked
        // for too.
        double expected = Math.max(line.mean() + line.slope() * distance, Line.mean(before));
        double jump = Line.mean(newest) - expected;
        double error =
                Math.max(
                        Math.hypot(
                                line.deviation()
                                        * Math.sqrt(1.0 / NEW_BLOCKS + 1.0 / REFERENCE_BLOCKS),
                                line.slopeError() * distance),
                        line.deviation() * Math.sqrt(2.0 / NEW_BLOCKS));
        return jump > ERRORS_MIN * error && jump > JUMP_SHARE_MIN * Math.abs(line.mean());
    }
}
