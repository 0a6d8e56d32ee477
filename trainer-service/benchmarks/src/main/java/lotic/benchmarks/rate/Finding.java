package lotic.benchmarks.rate;

import java.util.List;

/// What a rule did on streams of one kind.
///
/// @param rule which
/// @param course where the loss went
/// @param noise what it scattered by
/// @param halved share of the runs in which the rate was halved
/// @param delayMedian blocks from where the rule began to look to the halving; the length of the
///   runs counts where there was none
/// @param delay90 the same for nine runs of ten
/// @param shifts share of the runs in which a jump was seen soon after it
/// @param falseShifts share of the runs in which one was seen though there was none
/// @param halvings blocks of the halvings, in ascending order
public record Finding(
        String rule,
        String course,
        String noise,
        double halved,
        int delayMedian,
        int delay90,
        double shifts,
        double falseShifts,
        List<Integer> halvings) {

    /// A jump that is seen later than this is not seen because of the jump.
    private static final int JUMP_SEEN_WITHIN = 40;

    public Finding {
        halvings = List.copyOf(halvings);
    }

    static Finding of(
            Detector.Rule rule, Course course, Noise noise, int blocks, List<SimulatedRun> runs) {
        List<Integer> halvings =
                runs.stream()
                        .map(SimulatedRun::halvedAt)
                        .filter(block -> block >= 0)
                        .sorted()
                        .toList();
        long shifts = runs.stream().filter(run -> seesTheJump(course, run)).count();
        long falseShifts = runs.stream().filter(run -> seesAnother(course, run)).count();
        double count = runs.size();
        return new Finding(
                rule.title(),
                course.title(),
                noise.title(),
                halvings.size() / count,
                quantile(halvings, runs.size(), blocks, 0.5),
                quantile(halvings, runs.size(), blocks, 0.9),
                shifts / count,
                falseShifts / count,
                halvings);
    }

    private static boolean seesTheJump(Course course, SimulatedRun run) {
        return course.jumps()
                && run.shiftAt() >= Course.JUMP
                && run.shiftAt() < Course.JUMP + JUMP_SEEN_WITHIN;
    }

    private static boolean seesAnother(Course course, SimulatedRun run) {
        return run.shiftAt() >= 0 && !seesTheJump(course, run);
    }

    private static int quantile(List<Integer> sorted, int runs, int blocks, double share) {
        int index = (int) Math.ceil(share * runs) - 1;
        return index < sorted.size() ? sorted.get(index) : blocks;
    }
}
