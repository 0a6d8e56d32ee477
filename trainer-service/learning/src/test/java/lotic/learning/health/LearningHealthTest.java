package lotic.learning.health;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.learning.StepOutcome;
import lotic.learning.health.LearningHealth.State;
import lotic.learning.recipe.Presets;
import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.RecipeJson;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class LearningHealthTest {

    /// ln K of its 64 prototypes is 4.159; they are frozen for 30 steps.
    private static final Recipe DRAWN = Presets.named("drawn", 1);

    private static final Map<String, Double> SHARP =
            Map.of("codes.entropy", 2.0, "prototypes.similarity", 0.01, "prototypes.unused", 0.1);
    private static final Map<String, Double> FLAT =
            Map.of("codes.entropy", 4.15, "prototypes.similarity", 0.01);

    private static StepOutcome outcome(long step, double loss, Map<String, Double> signals) {
        boolean applied = !Double.isNaN(loss);
        return new StepOutcome(step, applied, loss, 0.6, signals, List.of());
    }

    /// A hundred steps that are all alike.
    private static List<StepOutcome> steps(long last, double loss, Map<String, Double> signals) {
        List<StepOutcome> steps = new ArrayList<>();
        for (long step = Math.max(1, last - 99); step <= last; step++) {
            steps.add(outcome(step, loss, signals));
        }
        return steps;
    }

    private static State state(long last, double loss, Map<String, Double> signals) {
        return LearningHealth.of(DRAWN, steps(last, loss, signals), 0).state();
    }

    @ParameterizedTest
    @CsvSource({
        "329, 4.16, YOUNG",
        "330, 4.16, COLLAPSED",
        "330, 4.12, COLLAPSED",
        "330, 4.10, HEALTHY",
        "1, 1.00, YOUNG"
    })
    void flatCodesAndALossThatStaysAtLnKAreCollapse(long step, double loss, State state) {
        assertThat(state(step, loss, FLAT)).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"32768, HEALTHY", "1, NON_FINITE"})
    void aStepThatOnlyItsLossScaleSpoiltIsNoFault(double lossScale, State state) {
        List<StepOutcome> steps = steps(600, 3.7, SHARP);
        Map<String, Double> signals = Map.of(StepOutcome.LOSS_SCALE, lossScale);
        steps.add(new StepOutcome(601, false, 3.7, 0.6, signals, List.of()));

        assertThat(LearningHealth.of(DRAWN, steps, 0).state()).isEqualTo(state);
    }

    @Test
    void theFindingSaysForHowLongNothingWasLearnt() {
        assertThat(LearningHealth.of(DRAWN, steps(9000, 4.16, FLAT), 5000).finding())
                .isEqualTo(
                        "the loss has stayed at ln K for 4000 steps and codes are flat: loss 4.16,"
                                + " ln K 4.16, entropy of codes 4.15");
        assertThat(LearningHealth.of(DRAWN, steps(9000, 4.16, SHARP), 8999).finding())
                .isEqualTo("the loss has stayed at ln K for 100 steps: loss 4.16, ln K 4.16");
    }

    @Test
    void sharpCodesAtLnKAreStuck() {
        assertThat(state(500, 4.16, SHARP)).isEqualTo(State.STUCK);
    }

    @Test
    void aLossFarAboveLnKHasDiverged() {
        assertThat(state(500, 4.7, SHARP)).isEqualTo(State.DIVERGED);
        assertThat(state(500, 7.2, FLAT)).isEqualTo(State.DIVERGED);
        assertThat(state(500, 4.6, SHARP)).isEqualTo(State.STUCK);
    }

    @Test
    void prototypesThatAreAlikeAreNamedBeforeTheCollapseTheyBring() {
        Map<String, Double> alike = Map.of("codes.entropy", 4.159, "prototypes.similarity", 1.0);

        LearningHealth health = LearningHealth.of(DRAWN, steps(500, 4.159, alike), 0);

        assertThat(health.state()).isEqualTo(State.PROTOTYPES_ALIKE);
        assertThat(health.finding()).isEqualTo("all prototypes are alike: mean cosine 1.00");
    }

    @Test
    void fewerImagesThanHalfThePrototypesAreNamed() {
        Recipe recipe = edited("\"prototypes\" : 64", "\"prototypes\" : 129");

        LearningHealth health = LearningHealth.of(recipe, steps(500, 3, SHARP), 0);

        assertThat(health.state()).isEqualTo(State.TOO_MANY_PROTOTYPES);
        assertThat(health.finding())
                .isEqualTo("64 images are spread over 129 prototypes, 10 % of which are nobody's");
        assertThat(health.remedy())
                .hasValue(
                        "Start a new run with at most 64 prototypes, a larger batch or a longer"
                                + " queue");
    }

    @Test
    void aQueueMakesUpForAFewImages() {
        Recipe recipe =
                RecipeJson.read(
                        RecipeJson.write(DRAWN)
                                .replace("\"prototypes\" : 64", "\"prototypes\" : 129")
                                .replace("\"queue_length\" : 0", "\"queue_length\" : 64"));

        assertThat(LearningHealth.of(recipe, steps(500, 3, SHARP), 0).state())
                .isEqualTo(State.HEALTHY);
    }

    @Test
    void whatIsMostOutOfTheOrdinaryIsTheRemedy() {
        assertThat(remedyOfCollapse(DRAWN))
                .isEqualTo(
                        "Start a new run with a smaller objective.epsilon, prototypes frozen for"
                                + " longer, fewer prototypes or a lower rate");
        assertThat(remedyOfCollapse(edited("\"epsilon\" : 0.02", "\"epsilon\" : 0.5")))
                .isEqualTo("Start a new run: objective.epsilon is 0.5, give 0.05 or less");
        assertThat(remedyOfCollapse(edited("\"base\" : 0.6", "\"base\" : 60")))
                .isEqualTo(
                        "Start a new run: rate.base is 60.0, 800 times the published 0.0750 for"
                                + " batches of 64");
    }

    private static String remedyOfCollapse(Recipe recipe) {
        return LearningHealth.of(recipe, steps(500, 4.16, FLAT), 0).remedy().orElseThrow();
    }

    @Test
    void aStepThatIsNotFiniteIsNamedAtOnce() {
        List<StepOutcome> steps = new ArrayList<>(steps(19, 4.2, SHARP));
        steps.add(outcome(20, Double.NaN, Map.of()));

        LearningHealth health = LearningHealth.of(DRAWN, steps, 0);

        assertThat(health.state()).isEqualTo(State.NON_FINITE);
        assertThat(health.finding())
                .isEqualTo("step 20 gave a loss or a gradient that is not finite and was left out");
    }

    @Test
    void stepsThatWereLeftOutDoNotCountForMeans() {
        List<StepOutcome> steps = new ArrayList<>(steps(500, 4.16, FLAT));
        steps.set(50, outcome(451, Double.NaN, Map.of("codes.entropy", Double.NaN)));

        assertThat(LearningHealth.of(DRAWN, steps, 0).state()).isEqualTo(State.COLLAPSED);
    }

    @Test
    void aRateFarBeyondThePublishedIsNamedThoughTheLossFalls() {
        Recipe recipe = edited("\"base\" : 0.6", "\"base\" : 60");

        LearningHealth health = LearningHealth.of(recipe, steps(500, 3.9, SHARP), 500);

        assertThat(health.state()).isEqualTo(State.RATE_TOO_HIGH);
        assertThat(health.finding())
                .isEqualTo(
                        "rate.base is 60.0, 800 times the published 0.0750 for batches of 64: loss"
                                + " 3.90, ln K 4.16");
        assertThat(health.remedy()).hasValue("Start a new run with a lower rate.base");
    }

    @Test
    void aStartOfTheTrainerHasToShowSomeStepsFirst() {
        List<StepOutcome> steps = steps(9000, 4.16, FLAT);

        assertThat(LearningHealth.of(DRAWN, steps.subList(51, 100), 0).state())
                .isEqualTo(State.YOUNG);
        assertThat(LearningHealth.of(DRAWN, steps.subList(50, 100), 0).state())
                .isEqualTo(State.COLLAPSED);
    }

    @Test
    void nothingIsSaidBeforeTheFirstStep() {
        assertThat(LearningHealth.of(DRAWN, List.of(), 0).state()).isEqualTo(State.YOUNG);
    }

    private static Recipe edited(String from, String to) {
        String json = RecipeJson.write(DRAWN);
        assertThat(json).contains(from);
        return RecipeJson.read(json.replace(from, to));
    }
}
