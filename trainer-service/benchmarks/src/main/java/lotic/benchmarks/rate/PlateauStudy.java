package lotic.benchmarks.rate;

import lotic.benchmarks.rate.Detector.Rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/// Shows simulated losses to the rules that halve a learning rate: how often they do it while the
/// loss still falls, and how long they take to see that it does not.
public final class PlateauStudy {

    static final List<Noise> NOISES =
            List.of(
                    new Noise("0.012", 0.012, 0, false),
                    new Noise("0.012, heavy tails", 0.012, 0, true),
                    new Noise("0.012, ρ 0.4", 0.012, 0.4, false),
                    new Noise("0.012, ρ 0.7", 0.012, 0.7, false),
                    new Noise("0.03, ρ 0.4", 0.03, 0.4, false));

    private final List<Course> courses;
    private final int runs;
    private final int blocks;
    private final long seed;

    /// @param courses of the losses, one or more
    /// @param runs of each kind, 1 or more
    /// @param blocks of each run, 1 or more
    /// @param seed of the first run of each kind; the others follow
    public PlateauStudy(List<Course> courses, int runs, int blocks, long seed) {
        if (courses.isEmpty() || runs < 1 || blocks < 1) {
            throw new IllegalArgumentException(
                    "%d runs of %d blocks on %d courses: give 1 or more of each"
                            .formatted(runs, blocks, courses.size()));
        }
        this.courses = List.copyOf(courses);
        this.runs = runs;
        this.blocks = blocks;
        this.seed = seed;
    }

    /// Findings that [#run] makes.
    public int findings() {
        return courses.size() * NOISES.size() * Rule.values().length;
    }

    /// Simulates streams of all kinds.
    ///
    /// @param progress is told each finding as it is made
    /// @return each course with each noise under each rule
    public List<Finding> run(Consumer<Finding> progress) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (Course course : courses) {
            for (Noise noise : NOISES) {
                for (Rule rule : Rule.values()) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    Finding finding =
                            Finding.of(rule, course, noise, blocks, simulated(rule, course, noise));
                    findings.add(finding);
                    progress.accept(finding);
                }
            }
        }
        return findings;
    }

    private List<SimulatedRun> simulated(Rule rule, Course course, Noise noise) {
        return LongStream.range(seed, seed + runs)
                .parallel()
                .mapToObj(each -> SimulatedRun.of(rule, course, noise, blocks, each))
                .toList();
    }
}
