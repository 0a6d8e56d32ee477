package lotic.benchmarks.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import lotic.benchmarks.rate.RewarmRun.Situation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

class RewarmStudyTest {

    private static final Noise QUIET = PlateauStudy.NOISES.getFirst();
    private static final RewarmRun.Shift SHIFT = new RewarmRun.Shift(3000, 0.06);

    @Test
    void aLossFallsAtThePaceOfTheRateToWhatTheRateAdds() {
        AnsweringLoss slow = new AnsweringLoss(0.4);
        AnsweringLoss fast = new AnsweringLoss(0.4);
        for (int block = 0; block < 250; block++) {
            slow.learn(0.25);
            fast.learn(1);
        }

        assertThat(slow.left()).isCloseTo(2 * Math.exp(-0.25), within(1e-2));
        assertThat(fast.left()).isCloseTo(2 * Math.exp(-1), within(1e-2));
        assertThat(fast.mean(0.5)).isCloseTo(3 + 0.2 + fast.left(), within(1e-12));
    }

    @Test
    void aJumpIsMoreThatIsLeftToLearn() {
        AnsweringLoss loss = new AnsweringLoss(0.4);
        double before = loss.mean(1);

        loss.jump(0.3);

        assertThat(loss.mean(1)).isCloseTo(before + 0.3, within(1e-12));
    }

    @Test
    void allSituationsAreTheSameUntilTheShift() {
        List<RewarmRun> runs = Arrays.stream(Situation.values()).map(RewarmStudyTest::run).toList();

        assertThat(runs).extracting(RewarmRun::shareAtTheShift).containsOnly(1 / 64.0);
        assertThat(runs).extracting(RewarmRun::otherShifts).containsOnly(0);
    }

    @Test
    void onlyARuleThatReWarmsDoesSoAndOnlyAfterAShift() {
        assertThat(run(Situation.REWARMED).rewarms()).isEqualTo(1);
        assertThat(run(Situation.KEPT).rewarms()).isZero();
        assertThat(run(Situation.QUIET).rewarms()).isZero();
        assertThat(run(Situation.KEPT).seen()).isTrue();
        assertThat(run(Situation.REWARMED).seen()).isTrue();
        assertThat(run(Situation.QUIET).seen()).isFalse();
    }

    @Test
    void aMistakeCostsWhatTheLargerRateAdds() {
        RewarmRun quiet = run(Situation.QUIET);
        RewarmRun mistaken = run(Situation.MISTAKEN);

        assertThat(mistaken.meanLoss())
                .isBetween(quiet.meanLoss(), quiet.meanLoss() + 0.4 * 3 / 64);
        assertThat(mistaken.endLeft()).isLessThan(quiet.endLeft());
    }

    @Test
    void theFurtherTheRateGoesUpTheLessIsLeftToLearn() {
        assertThat(
                        List.of(
                                run(Situation.REWARMED_TO_BASE).endLeft(),
                                run(Situation.REWARMED).endLeft(),
                                run(Situation.KEPT).endLeft()))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(run(Situation.MISTAKEN_TO_BASE).meanLoss())
                .isGreaterThan(run(Situation.MISTAKEN).meanLoss());
    }

    @Test
    void theTableHasALineForEachNoise() throws Exception {
        RewarmStudy study = new RewarmStudy(200, 0.06, 0.4, 1, 1);

        List<RewarmFinding> findings = study.run(_ -> {});

        assertThat(findings).hasSize(study.findings());
        assertThat(RewarmStudy.markdown(findings).lines()).hasSize(2 + study.findings());
    }

    @Test
    void aFindingIsTheMeanOverItsRuns() {
        RewarmRun one = new RewarmRun(0.5, true, 1, 1, 3, 2, 1);
        RewarmRun other = new RewarmRun(0.125, false, 0, 0, 4, 3, 0);

        RewarmFinding finding =
                RewarmFinding.of(
                        QUIET,
                        6000,
                        Arrays.stream(Situation.values())
                                .collect(
                                        Collectors.toMap(
                                                Function.identity(), _ -> List.of(one, other))));

        assertThat(finding.halvings()).isEqualTo(2);
        assertThat(finding.seen()).isEqualTo(0.5);
        assertThat(finding.rewarms()).isEqualTo(0.5);
        assertThat(finding.falseShifts()).isEqualTo(0.125); // one in two runs of 6000
        assertThat(finding.kept()).isEqualTo(new RewarmFinding.Losses(3.5, 2.5, 0.5));
    }

    @ParameterizedTest
    @CsvSource({"9, 0, 0.4, 1", "9, 0.1, -1, 1", "9, 0.1, 0.4, 0", "9, NaN, 0.4, 1", "0, 1, 1, 1"})
    void aStudyOfNothingIsRefused(int shiftAt, double jump, double ofTheRate, int runs) {
        assertThatThrownBy(() -> new RewarmStudy(shiftAt, jump, ofTheRate, runs, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give");
    }

    private static RewarmRun run(Situation situation) {
        return RewarmRun.of(situation, SHIFT, 0.4, QUIET, 1);
    }
}
