package lotic.benchmarks.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.benchmarks.rate.Detector.Rule;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

class PlateauStudyTest {

    private static final int BLOCKS = 400;
    private static final Noise QUIET = PlateauStudy.NOISES.getFirst();

    @Test
    void noiseHasTheDeviationAndTheAutocorrelationThatItSays() {
        for (Noise noise : PlateauStudy.NOISES) {
            double[] drawn = noise.draw(new SplittableRandom(7), 400_000);
            double squares = 0;
            double neighbours = 0;
            for (int i = 1; i < drawn.length; i++) {
                squares += drawn[i] * drawn[i];
                neighbours += drawn[i] * drawn[i - 1];
            }

            assertThat(Math.sqrt(squares / drawn.length) / noise.deviation())
                    .as(noise.title())
                    .isCloseTo(1, within(0.04));
            assertThat(neighbours / squares)
                    .as(noise.title())
                    .isCloseTo(noise.autocorrelation(), within(0.01));
        }
    }

    @Test
    void theRuleHalvesAFlatLossAndTheImpatientOneAFallingLossToo() {
        assertThat(halvings(Rule.POOLED, Course.FLAT)).hasSize(8);
        assertThat(halvings(Rule.POOLED, Course.FALLS_4)).isEmpty();
        assertThat(halvings(Rule.BEST_SO_FAR, Course.FALLS_4)).hasSize(8);
    }

    @Test
    void aJumpIsSeenSoonAfterIt() {
        SimulatedRun run = SimulatedRun.of(Rule.POOLED, Course.JUMPS_6, QUIET, 1000, 1);

        assertThat(run.shiftAt()).isBetween(Course.JUMP, Course.JUMP + 10);
        assertThat(finding(Course.JUMPS_6, List.of(run)).shifts()).isEqualTo(1);
        assertThat(finding(Course.FALLS_2, List.of(run)).falseShifts()).isEqualTo(1);
    }

    @Test
    void runsThatNeverHalveCountWithTheirLength() {
        List<SimulatedRun> runs = new ArrayList<>();
        for (int block = 1; block <= 8; block++) {
            runs.add(new SimulatedRun(10 * block, -1));
        }
        runs.add(new SimulatedRun(-1, -1));
        runs.add(new SimulatedRun(-1, -1));

        Finding finding = finding(Course.FLAT, runs);

        assertThat(finding.halved()).isEqualTo(0.8);
        assertThat(finding.delayMedian()).isEqualTo(50);
        assertThat(finding.delay90()).isEqualTo(BLOCKS);
    }

    @Test
    void theReportHasALineForEachKindAndThePlotACurveForEachRule() throws Exception {
        PlateauStudy study = new PlateauStudy(List.of(Course.values()), 1, 50, 1);
        List<Finding> findings = study.run(_ -> {});
        StudyReport report = new StudyReport(findings, 50);

        assertThat(findings).hasSize(study.findings());
        assertThat(report.markdown().lines())
                .hasSize(2 + Course.values().length * PlateauStudy.NOISES.size());
        assertThat(StudyPlot.of(report).split("class=\"curve pooled", -1))
                .hasSize(2 + 2 * PlateauStudy.NOISES.size());
    }

    private static List<Integer> halvings(Rule rule, Course course) {
        return LongStream.rangeClosed(1, 8)
                .mapToObj(seed -> SimulatedRun.of(rule, course, QUIET, BLOCKS, seed).halvedAt())
                .filter(block -> block >= 0)
                .toList();
    }

    private static Finding finding(Course course, List<SimulatedRun> runs) {
        return Finding.of(Rule.POOLED, course, QUIET, BLOCKS, runs);
    }
}
