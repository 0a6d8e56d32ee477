package lotic.learning.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import lotic.learning.rate.RateEvent.Kind;
import lotic.learning.recipe.PlateauRule;
import lotic.learning.recipe.RateSpec;
import lotic.learning.state.GoldenTensors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.SplittableRandom;
import java.util.stream.Stream;

class LearningRateTest {

    private static final double LN_64 = Math.log(64);
    private static final StepSignals STEP = new StepSignals(3, true);

    static Stream<RateSpec> specs() {
        return Stream.of(
                new RateSpec.Constant(0.1, 0.5, 7),
                new RateSpec.Cosine(0.1, 0.5, 0.01, 7, 60),
                new RateSpec.Plateau(0.1, 0.5, 7, PlateauRule.SMALL),
                new RateSpec.Plateau(0.1, 0.5, 7, PlateauRule.SMALL.withAutoRewarm(true)));
    }

    @Test
    void warmUpAndCosineFollowSeersSchedule() {
        GoldenTensors golden = GoldenTensors.of("schedules");
        long[] steps = golden.longs("seer.t");
        double[] rates = golden.doubles("seer.lr");
        LearningRate rate =
                LearningRate.of(new RateSpec.Cosine(0.15, 9.6, 0.0096, 8000, 122_000), LN_64);

        int seen = 0;
        for (long step = 0; seen < steps.length; step++) {
            if (step == steps[seen]) {
                // numpy and Java may differ in the last bit of a cosine
                assertThat(rate.rate()).isCloseTo(rates[seen], within(1e-14));
                seen++;
            }
            rate = rate.after(STEP).next();
        }
    }

    @Test
    void theCosineStaysAtItsEnd() {
        LearningRate rate = new Cosine(1, 0.25, 10, 10, 5);

        assertThat(rate.rate()).isEqualTo(0.25);
        assertThat(rate.after(STEP).next()).isEqualTo(rate);
    }

    @Test
    void theStepAfterTheRampIsTheFirstWithTheFullRate() {
        LearningRate rate = LearningRate.of(new RateSpec.Constant(0, 1, 4), LN_64);

        double[] rates = new double[6];
        for (int step = 0; step < rates.length; step++) {
            rates[step] = rate.rate();
            rate = rate.after(STEP).next();
        }

        assertThat(rates).containsExactly(0, 0.25, 0.5, 0.75, 1, 1);
    }

    @Test
    void withoutAWarmUpTheFullRateComesAtOnce() {
        assertThat(LearningRate.of(new RateSpec.Constant(0, 1, 0), LN_64))
                .isEqualTo(new Constant(1, 0));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void aStepThatWasNotAppliedLeavesTheRateAndIsReported(RateSpec spec) {
        for (int steps : new int[] {0, 7, 20}) {
            LearningRate rate = after(steps, LearningRate.of(spec, LN_64));

            Judged judged = rate.after(new StepSignals(Double.NaN, true));

            assertThat(judged.events())
                    .containsExactly(new RateEvent(Kind.NON_FINITE, rate.rate()));
            assertThat(judged.next().rate()).isEqualTo(rate.rate());
            assertThat(judged.next().after(STEP).next().rate())
                    .isEqualTo(rate.after(STEP).next().rate());
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void aHalvingHalvesNowAndLater(RateSpec spec) {
        for (int steps : new int[] {0, 3, 7, 20}) {
            LearningRate rate = after(steps, LearningRate.of(spec, LN_64));

            Judged halved = rate.command(new RateCommand.Halve());

            assertThat(halved.events())
                    .containsExactly(new RateEvent(Kind.COMMANDED, rate.rate() / 2));
            assertThat(after(10, halved.next()).rate())
                    .isCloseTo(after(10, rate).rate() / 2, within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void aReWarmRampsFromHereOverTheRecipesWarmUp(RateSpec spec) {
        for (int steps : new int[] {3, 7, 20}) {
            LearningRate rate = after(steps, LearningRate.of(spec, LN_64));

            Judged warmed = rate.command(new RateCommand.ReWarm(0.8));

            assertThat(warmed.events()).containsExactly(new RateEvent(Kind.COMMANDED, rate.rate()));
            assertThat(after(7, warmed.next()).rate()).isEqualTo(0.8);
        }
    }

    @Test
    void aReWarmedCosineEndsWhereItWouldHaveEnded() {
        LearningRate rate = after(20, LearningRate.of(specs().toList().get(1), LN_64));

        LearningRate warmed = rate.command(new RateCommand.ReWarm(0.8)).next();

        assertThat(after(39, warmed).rate()).isGreaterThan(0.01);
        assertThat(after(40, warmed).rate()).isEqualTo(0.01);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyStateReadsBackToTheSameValue(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (RateSpec spec : specs().toList()) {
            LearningRate rate = LearningRate.of(spec, LN_64);
            for (int step = 0; step < 300; step++) {
                rate = randomMove(rate, random);

                assertThat(LearningRate.fromJson(rate.toJson())).isEqualTo(rate);
                assertThat(rate.rate()).isPositive();
            }
        }
    }

    private static LearningRate randomMove(LearningRate rate, SplittableRandom random) {
        return switch (random.nextInt(40)) {
            case 0 -> rate.command(new RateCommand.Halve()).next();
            case 1 -> rate.command(new RateCommand.ReWarm(random.nextDouble(0.1, 2))).next();
            case 2, 3 -> rate.probe(random.nextDouble()).next();
            case 4 -> rate.after(new StepSignals(Double.POSITIVE_INFINITY, true)).next();
            case 5 -> rate.after(new StepSignals(random.nextDouble(), false)).next();
            default -> rate.after(new StepSignals(random.nextDouble(5), true)).next();
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"constant\",\"rate\":0.5}",
                "{\"kind\":\"constant\",\"rate\":0.5,\"warm_up_steps\":1,\"more\":1}",
                "{\"kind\":\"guess\"}",
                "{\"kind\":\"constant\",\"rate\":0.5,\"warm_up_steps\":1}}",
                ""
            })
    void aStateThatIsNotWholeIsRefused(String json) {
        assertThatThrownBy(() -> LearningRate.fromJson(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the learning rate's state cannot be read: ");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aReWarmToNothingIsRefused(double rate) {
        assertThatThrownBy(() -> new RateCommand.ReWarm(rate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(rate));
    }

    private static LearningRate after(int steps, LearningRate rate) {
        for (int step = 0; step < steps; step++) {
            rate = rate.after(STEP).next();
        }
        return rate;
    }
}
