package lotic.benchmarks.rate;

import lotic.benchmarks.rate.Detector.Rule;

import java.util.SplittableRandom;

/// What a rule did on one stream of losses.
///
/// @param halvedAt block of the first halving, counted from where the rule began to look; -1 if
///   there was none
/// @param shiftAt block of the first shift of the stream that it saw; -1 if none
record SimulatedRun(int halvedAt, int shiftAt) {

    /// Blocks between looks at held-out images.
    private static final int PROBE_EVERY = 10;

    /// Shows a stream to a rule until it halves.
    ///
    /// @param seed of the noise: rules that are compared see the same stream
    static SimulatedRun of(Rule rule, Course course, Noise noise, int blocks, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] losses = noise.draw(random, blocks);
        double[] probes = noise.draw(random, blocks);
        Detector detector = rule.fresh();
        int shiftAt = -1;
        for (int block = 0; block < blocks; block++) {
            switch (detector.show(course.mean(block) + losses[block])) {
                case PLATEAU -> {
                    return new SimulatedRun(block - rule.passedOver(), shiftAt);
                }
                case SHIFT -> shiftAt = shiftAt < 0 ? block : shiftAt;
                case NOTHING -> {}
            }
            if (block % PROBE_EVERY == 0) {
                detector.probe(course.mean(block) + probes[block]);
            }
        }
        return new SimulatedRun(-1, shiftAt);
    }
}
