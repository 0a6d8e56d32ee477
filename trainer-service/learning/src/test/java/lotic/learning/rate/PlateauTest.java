package lotic.learning.rate;

import static lotic.learning.recipe.PlateauRule.Autocorrelation.PER_WINDOW;
import static lotic.learning.recipe.PlateauRule.Autocorrelation.POOLED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.learning.rate.RateEvent.Kind;
import lotic.learning.recipe.PlateauRule;
import lotic.learning.recipe.RateSpec;
import lotic.learning.state.GoldenTensors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

class PlateauTest {

    private static final PlateauRule SMALL_RULE = PlateauRule.SMALL;

    /// With the golden run's way of telling errors.
    private static final PlateauRule GOLDEN_RULE = SMALL_RULE.with(PER_WINDOW);

    private static final double LN_300 = Math.log(300);

    /// 20 000 losses that answer the learning rate, with a shift of the stream and a later drift; a
    /// probe every 100 steps. Made with numpy; events and rates must agree exactly.
    private static final GoldenTensors GOLDEN = GoldenTensors.of("schedules");

    private static final List<Seen> GOLDEN_EVENTS =
            List.of(
                    new Seen(199, Kind.STUCK_AT_LOG_K, 0.6),
                    new Seen(777, Kind.NON_FINITE, 0.6),
                    new Seen(5160, Kind.HALVED, 0.3),
                    new Seen(8060, Kind.HALVED, 0.15),
                    new Seen(9010, Kind.STREAM_SHIFT, 0.15),
                    new Seen(10730, Kind.HALVED, 0.075),
                    new Seen(12860, Kind.HALVED, 0.0375),
                    new Seen(15320, Kind.HALVED, 0.01875),
                    new Seen(15599, Kind.DRIFT_ALARM, 0.01875),
                    new Seen(16350, Kind.HELD_BY_DRIFT, 0.01875),
                    new Seen(16810, Kind.HELD_BY_DRIFT, 0.01875),
                    new Seen(16870, Kind.HELD_BY_DRIFT, 0.01875),
                    new Seen(17040, Kind.HELD_BY_DRIFT, 0.01875));

    private record Seen(int step, Kind kind, double rate) {}

    @Test
    void decidesAsTheGoldenRun() {
        List<Seen> events = new ArrayList<>();
        double[] rates = new double[20_000];

        Plateau end = (Plateau) golden(fresh(0.6, GOLDEN_RULE), 0, rates.length, events, rates);

        assertThat(events).isEqualTo(GOLDEN_EVENTS);
        assertThat(rates).containsExactly(GOLDEN.doubles("plateau.lr"));
        assertThat(end.rate()).isEqualTo(0.01875);
        assertThat(end.base()).isEqualTo(0.6);
        assertThat(end.steps()).isEqualTo(20_000);
        assertThat(end.dropped()).isEqualTo(1);
        assertThat(end.evidence().sum()).isEqualTo(43.22614193704441);
        assertThat(end.evidence().summed()).isEqualTo(9);
        assertThat(end.evidence().blocks()).hasSize(160);
        assertThat(end.evidence().flatInARow()).isEqualTo(1);
        assertThat(end.evidence().cooling()).isZero();
        assertThat(end.evidence().stuckInARow()).isZero();
        assertThat(end.evidence().obstacle()).isEqualTo(Evidence.Obstacle.HELD_BY_DRIFT);
        assertThat(end.drift().rising()).isTrue();
        assertThat(end.halvings().count()).isEqualTo(5);
        assertThat(end.halvings().barren()).isZero();
        // numpy sums in another order
        assertThat(end.halvings().level()).isCloseTo(3.5078782798607406, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aCutAnywhereChangesNoDecision(long seed) {
        int cut = new SplittableRandom(seed).nextInt(20_000);
        List<Seen> events = new ArrayList<>();
        double[] rates = new double[20_000];

        LearningRate before = golden(fresh(0.6, GOLDEN_RULE), 0, cut, events, rates);
        LearningRate restored = LearningRate.fromJson(before.toJson());
        golden(restored, cut, rates.length, events, rates);

        assertThat(restored).isEqualTo(before);
        assertThat(events).as("cut at %d", cut).isEqualTo(GOLDEN_EVENTS);
        assertThat(rates).containsExactly(GOLDEN.doubles("plateau.lr"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aCutAnywhereChangesNoDecisionOfARuleThatReWarms(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // Every other cut lies in the ramp that begins after the shift at 9010
        int cut = seed % 2 == 0 ? random.nextInt(9011, 9061) : random.nextInt(20_000);
        LearningRate fresh = fresh(0.6, GOLDEN_RULE.withAutoRewarm(true), 50);
        List<Seen> uncutEvents = new ArrayList<>();
        double[] uncutRates = new double[20_000];
        List<Seen> events = new ArrayList<>();
        double[] rates = new double[20_000];

        LearningRate uncut = golden(fresh, 0, rates.length, uncutEvents, uncutRates);
        LearningRate before = golden(fresh, 0, cut, events, rates);
        LearningRate restored = LearningRate.fromJson(before.toJson());
        LearningRate end = golden(restored, cut, rates.length, events, rates);

        assertThat(uncutEvents)
                .startsWith(GOLDEN_EVENTS.subList(0, 5).toArray(Seen[]::new))
                .contains(new Seen(9010, Kind.REWARMED, 0.6));
        assertThat(uncutRates[9035]).isCloseTo(0.375, within(1e-12));
        assertThat(events).as("cut at %d", cut).isEqualTo(uncutEvents);
        assertThat(rates).containsExactly(uncutRates);
        assertThat(restored).isEqualTo(before);
        assertThat(end).isEqualTo(uncut);
    }

    private static LearningRate golden(
            LearningRate rate, int from, int to, List<Seen> events, double[] rates) {
        double[] losses = GOLDEN.doubles("plateau.loss");
        double[] probes = GOLDEN.doubles("plateau.probe");
        for (int step = from; step < to; step++) {
            Judged judged = rate.after(new StepSignals(losses[step], true));
            for (RateEvent event : judged.events()) {
                events.add(new Seen(step, event.kind(), event.rate()));
            }
            rate = judged.next();
            if (step % 100 == 99) {
                Judged probed = rate.probe(probes[step / 100]);
                for (RateEvent event : probed.events()) {
                    events.add(new Seen(step, event.kind(), event.rate()));
                }
                rate = probed.next();
            }
            rates[step] = rate.rate();
        }
        return rate;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aLossThatStillFallsIsNeverHalved(long seed) {
        // 2 % per horizon of 80 blocks, with the noise of real block means
        List<Kind> kinds = run(seed, 12_000, step -> 5 * Math.exp(-0.02 * step / 800));

        assertThat(kinds).doesNotContain(Kind.HALVED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aFlatLossIsHalvedUntilHalvingNoLongerPays(long seed) {
        List<Kind> kinds = run(seed, 12_000, _ -> 3.0);

        assertThat(kinds).startsWith(Kind.HALVED, Kind.HALVED, Kind.SATURATED);
        assertThat(kinds.stream().filter(Kind.HALVED::equals)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aLossThatJumpsBeginsTheRuleAnew(long seed) {
        List<Kind> kinds = run(seed, 1500, step -> step < 1000 ? 4.5 - 0.001 * step : 4.2);

        assertThat(kinds).containsExactly(Kind.STREAM_SHIFT);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.6", "2, 0.6", "3, 0.3", "6, 0.0375"})
    void aShiftReWarmsToFourTimesTheRateAndNotBeyondItsBase(int halvings, double target) {
        LearningRate rate = halved(halvings, SMALL_RULE.withAutoRewarm(true));

        Judged shifted = untilTheShift(rate);

        assertThat(shifted.events())
                .containsExactly(
                        new RateEvent(Kind.STREAM_SHIFT, rate.rate()),
                        new RateEvent(Kind.REWARMED, target));
        WarmUp ramp = (WarmUp) shifted.next();
        Plateau then = (Plateau) ramp.then();
        assertThat(ramp).isEqualTo(new WarmUp(rate.rate(), 40, 0, then));
        assertThat(then.rate()).isEqualTo(target);
        assertThat(then.base()).isEqualTo(0.6);
        assertThat(then.evidence()).isEqualTo(Evidence.none(SMALL_RULE.cooldown()));
        assertThat(then.halvings()).isEqualTo(Halvings.NONE);
        assertThat(then.drift()).isEqualTo(DriftWatch.NEW);
    }

    @Test
    void aShiftReWarmsAsAnOperatorWould() {
        LearningRate itself = halved(2, SMALL_RULE.withAutoRewarm(true));
        LearningRate told = halved(2, SMALL_RULE);

        LearningRate byItself = untilTheShift(itself).next();
        LearningRate byCommand =
                untilTheShift(told).next().command(new RateCommand.ReWarm(0.6)).next();

        assertThat(byItself.toJson().replace("\"auto_rewarm\":true", "\"auto_rewarm\":false"))
                .isEqualTo(byCommand.toJson());
    }

    @Test
    void aShiftAtTheBaseRateOrAboveItLeavesTheRate() {
        PlateauRule rule = SMALL_RULE.withAutoRewarm(true);
        LearningRate atBase = fresh(0.6, rule, 0);
        LearningRate above = atBase.command(new RateCommand.ReWarm(0.9)).next();

        assertThat(untilTheShift(atBase).events())
                .containsExactly(new RateEvent(Kind.STREAM_SHIFT, 0.6));
        assertThat(untilTheShift(above).events())
                .containsExactly(new RateEvent(Kind.STREAM_SHIFT, 0.9));
    }

    @Test
    void withoutTheSettingAShiftLeavesTheRate() {
        Judged shifted = untilTheShift(halved(3, SMALL_RULE));

        assertThat(shifted.events()).containsExactly(new RateEvent(Kind.STREAM_SHIFT, 0.075));
        assertThat(shifted.next().rate()).isEqualTo(0.075);
    }

    @Test
    void presetsLeaveTheRateToTheOperator() {
        assertThat(PlateauRule.LARGE.autoRewarm()).isFalse();
        assertThat(PlateauRule.SMALL.autoRewarm()).isFalse();
    }

    /// A rule that has halved a rate of 0.6 so often, with a probe behind it and ramps of 40 steps.
    private static LearningRate halved(int times, PlateauRule rule) {
        LearningRate rate = fresh(0.6, rule, 40);
        for (int i = 0; i < times; i++) {
            rate = rate.command(new RateCommand.Halve()).next();
        }
        return rate.probe(3).next();
    }

    /// Shows a loss that falls for 1000 steps and then jumps, until the rule says something.
    private static Judged untilTheShift(LearningRate rate) {
        Random random = new Random(5);
        Judged judged = new Judged(rate, List.of());
        for (int step = 0; step < 1500 && judged.events().isEmpty(); step++) {
            double loss = (step < 1000 ? 4.5 - 0.001 * step : 4.2) + 0.038 * random.nextGaussian();
            judged = judged.next().after(new StepSignals(loss, true));
        }
        return judged;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aRisingLossIsTheOperatorsMatter(long seed) {
        List<Kind> kinds = run(seed, 4000, step -> 3 + 0.0001 * step);

        assertThat(kinds).isNotEmpty().containsOnly(Kind.LOSS_RISING);
    }

    @Test
    void aCollapsedRunIsReportedOnceAndNeverHalved() {
        List<Kind> kinds = run(1, 6000, _ -> LN_300 - 0.01);

        assertThat(kinds).containsExactly(Kind.STUCK_AT_LOG_K);
    }

    @Test
    void theRateNeverFallsBelowItsFloor() {
        PlateauRule patient = new PlateauRule(1, List.of(10, 48), 10, 0, 20, 1000, POOLED, false);

        List<Kind> kinds = run(1, 6000, _ -> 3.0, fresh(0.64, patient), 0);

        assertThat(kinds).containsSubsequence(Kind.HALVED, Kind.AT_FLOOR).endsWith(Kind.AT_FLOOR);
        assertThat(kinds.stream().filter(Kind.HALVED::equals)).hasSize(6);
    }

    @Test
    void nothingIsJudgedBeforeLossesAreComparable() {
        LearningRate rate = fresh(0.6, SMALL_RULE);

        for (int step = 0; step < 6000; step++) {
            Judged judged = rate.after(new StepSignals(3, false));
            assertThat(judged.events()).isEmpty();
            rate = judged.next();
        }

        assertThat(((Plateau) rate).evidence()).isEqualTo(Evidence.none(SMALL_RULE.cooldown()));
    }

    @Test
    void aQueueThatStartsForgetsWhatWasSeen() {
        LearningRate rate = fresh(0.6, SMALL_RULE);
        for (int step = 0; step < 600; step++) {
            rate = rate.after(new StepSignals(4 - step * 0.001, true)).next();
        }

        LearningRate queued = rate.after(new StepSignals(4.5, false)).next();

        assertThat(((Plateau) rate).evidence().blocks()).isNotEmpty();
        assertThat(((Plateau) queued).evidence()).isEqualTo(Evidence.none(SMALL_RULE.cooldown()));
    }

    @Test
    void theWarmUpShowsTheRuleNothing() {
        LearningRate rate = LearningRate.of(new RateSpec.Plateau(0, 0.6, 500, SMALL_RULE), LN_300);

        for (int step = 0; step < 500; step++) {
            rate = rate.after(new StepSignals(3, true)).next();
        }

        assertThat(rate).isEqualTo(fresh(0.6, SMALL_RULE, 500));
    }

    @Test
    void pooledErrorsKeepBlocksThatHangTogetherFromLookingFlat() {
        PlateauRule rule = PlateauRule.LARGE.withBlock(1);

        assertThat(falselyHalved(rule.with(PER_WINDOW), 60)).isPositive();
        assertThat(falselyHalved(rule.with(POOLED), 60)).isZero();
    }

    /// Runs of 1500 blocks that halve though the loss falls by 1 % in 160 blocks; noise of 0.012
    /// with an autocorrelation of 0.7.
    private static int falselyHalved(PlateauRule rule, int runs) {
        int halved = 0;
        for (int seed = 1; seed <= runs; seed++) {
            Random random = new Random(seed);
            double[] tied = {random.nextGaussian()};
            IntToDoubleFunction loss =
                    block -> {
                        tied[0] = 0.7 * tied[0] + Math.sqrt(0.51) * random.nextGaussian();
                        return 5 * Math.pow(0.99, block / 160.0) + 0.012 * tied[0];
                    };
            List<Kind> kinds = run(seed, 1500, loss, fresh(0.6, rule), 0);
            halved += kinds.contains(Kind.HALVED) ? 1 : 0;
        }
        return halved;
    }

    @Test
    void theLineAgreesWithTheWorkedExample() {
        Line line = Line.through(List.of(5.0, 4.9, 4.95, 4.8, 4.85, 4.7, 4.75, 4.6));

        assertThat(line.slope()).isCloseTo(-0.050595238, within(1e-9));
        assertThat(line.slopeError()).isCloseTo(0.008255018, within(1e-9));
        assertThat(line.deviation()).isCloseTo(0.053498628, within(1e-9));
    }

    private static List<Kind> run(long seed, int steps, IntToDoubleFunction loss) {
        // Block means of 10 steps then have a deviation of 0.012
        return run(seed, steps, loss, fresh(0.6, SMALL_RULE), 0.038);
    }

    private static List<Kind> run(
            long seed, int steps, IntToDoubleFunction loss, LearningRate rate, double noise) {
        Random random = new Random(seed);
        List<Kind> kinds = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            double shown = loss.applyAsDouble(step) + noise * random.nextGaussian();
            Judged judged = rate.after(new StepSignals(shown, true));
            judged.events().forEach(event -> kinds.add(event.kind()));
            rate = judged.next();
        }
        return kinds;
    }

    private static LearningRate fresh(double base, PlateauRule rule, long warmUpSteps) {
        return Plateau.of(new RateSpec.Plateau(base, base, warmUpSteps, rule), LN_300);
    }

    private static LearningRate fresh(double base, PlateauRule rule) {
        return fresh(base, rule, 0);
    }
}
