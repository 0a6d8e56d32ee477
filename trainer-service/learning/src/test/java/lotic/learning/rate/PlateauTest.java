package lotic.learning.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.learning.rate.RateEvent.Kind;
import lotic.learning.recipe.PlateauRule;
import lotic.learning.recipe.RateSpec;
import lotic.learning.state.GoldenTensors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

class PlateauTest {

    private static final PlateauRule SMALL_RULE =
            new PlateauRule(10, List.of(40, 80, 160), 80, 10, 20, 2);
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

        Plateau end = (Plateau) golden(fresh(0.6, SMALL_RULE), 0, rates.length, events, rates);

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

        LearningRate before = golden(fresh(0.6, SMALL_RULE), 0, cut, events, rates);
        LearningRate restored = LearningRate.fromJson(before.toJson());
        golden(restored, cut, rates.length, events, rates);

        assertThat(restored).isEqualTo(before);
        assertThat(events).as("cut at %d", cut).isEqualTo(GOLDEN_EVENTS);
        assertThat(rates).containsExactly(GOLDEN.doubles("plateau.lr"));
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

    private static LearningRate fresh(double base, PlateauRule rule) {
        return LearningRate.of(new RateSpec.Plateau(base, base, 0, rule), LN_300);
    }
}
