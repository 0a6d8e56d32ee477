package lotic.learning.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.Stream;

class RecipeTest {

    private static final List<String> PRESETS = Presets.NAMES;

    private static final Recipe TINY = Presets.named("tiny", 7);

    @ParameterizedTest
    @FieldSource("PRESETS")
    void everyPresetReadsBackToTheSameRecipe(String name) {
        Recipe recipe = Presets.named(name, Long.MIN_VALUE);

        assertThat(RecipeJson.read(RecipeJson.write(recipe))).isEqualTo(recipe);
    }

    static Stream<OptimizerSpec> optimizers() {
        return Stream.of(
                new OptimizerSpec.Larc(0.001, false, false, 0.9, 1e-6),
                new OptimizerSpec.Lars(0.001, false, 0.9, 1e-5),
                new OptimizerSpec.Sgd(0.9, 1e-4, true),
                new OptimizerSpec.AdamW(0.9, 0.999, 1e-8, 0.05, true));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void everyOptimizerReadsBackToTheSame(OptimizerSpec optimizer) {
        Recipe recipe =
                new Recipe(
                        TINY.trunk(),
                        TINY.objective(),
                        optimizer,
                        TINY.rate(),
                        TINY.views(),
                        TINY.evaluation(),
                        TINY.batch(),
                        TINY.precision(),
                        TINY.memory(),
                        TINY.seed(),
                        TINY.start());

        assertThat(RecipeJson.read(RecipeJson.write(recipe))).isEqualTo(recipe);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRuleReadsBackWhetherItReWarms(boolean on) {
        Recipe recipe = withRule(PlateauRule.SMALL.withAutoRewarm(on));

        String json = RecipeJson.write(recipe);

        assertThat(json).contains("\"auto_rewarm\" : " + on);
        assertThat(RecipeJson.read(json)).isEqualTo(recipe);
    }

    @Test
    void aRuleThatDoesNotSayWhetherItReWarmsIsRefused() {
        String json = RecipeJson.write(TINY).replaceFirst(",\\s+\"auto_rewarm\" : false", "");

        assertThatThrownBy(() -> RecipeJson.read(json))
                .hasMessage("recipe: rate.rule.auto_rewarm is missing");
    }

    @Test
    void aRunThatBeganWithoutReWarmingIsNotGivenIt() {
        Recipe asked = withRule(PlateauRule.SMALL.withAutoRewarm(true));

        assertThat(RecipeChange.between(TINY, asked).refusal().orElseThrow())
                .startsWith(
                        "This run was started with rate.rule.auto_rewarm false; you asked for"
                                + " true.");
    }

    private static Recipe withRule(PlateauRule rule) {
        RateSpec.Plateau rate = (RateSpec.Plateau) TINY.rate();
        return new Recipe(
                TINY.trunk(),
                TINY.objective(),
                TINY.optimizer(),
                new RateSpec.Plateau(rate.start(), rate.base(), rate.warmUpSteps(), rule),
                TINY.views(),
                TINY.evaluation(),
                TINY.batch(),
                TINY.precision(),
                TINY.memory(),
                TINY.seed(),
                TINY.start());
    }

    @Test
    void aRecipeThatBeginsWithWeightsReadsBackAndNamesThemWhole() {
        Recipe recipe = Presets.tiny(1).withStart(new StartSpec.Weights("0f".repeat(32)));

        assertThat(RecipeJson.read(RecipeJson.write(recipe))).isEqualTo(recipe);
        assertThatThrownBy(() -> new StartSpec.Weights("0f"))
                .hasMessage("start.sha256 is 0f; give the file's SHA-256 in 64 digits");
    }

    @Test
    void anUnknownPresetIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> Presets.named("smal", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no preset smal; give one of tiny, drawn, small, seer");
    }

    @Test
    void keysAreSnakeCaseAndNamesLowerCase() {
        String json = RecipeJson.write(TINY);

        assertThat(json)
                .contains("\"kind\" : \"regnety\"")
                .contains("\"queue_from_step\" : 4")
                .contains("\"precision\" : \"fp32\"")
                .contains("\"interpolation\" : \"bilinear\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"epsilon\" | \"epsilom\" | unknown key objective.epsilom; did you mean epsilon?",
                "\"min_scale\" | \"min-scale\" | unknown key views.groups[0].min-scale; did you"
                        + " mean min_scale?",
                "\"kind\" : \"swav\" | \"kind\" : \"dino\" | unknown kind 'dino' of objective;"
                        + " known: swav",
                "\"prototypes\" : 24 | \"prototypes\" : 2.5 | recipe: objective.prototypes: ",
                "\"prototypes\" : 24 | \"prototypes\" : \"24\" | recipe: objective.prototypes: ",
                "\"seed\" : 7 | \"seed\" : null | recipe: seed: ",
                "\"seed\" : 7 | \"seed\" : 7, \"seed\" : 8 | Duplicate field 'seed'",
                "\"epsilon\" : 0.03 | \"epsilon\" : 0 | recipe: objective.epsilon is 0.0; give a"
                        + " number above 0 (0.05 in SwAV)",
                "\"queue_length\" : 32 | \"queue_length\" : 33 | objective.queue_length is 33; give"
                        + " a multiple of the batch, which is 16, or 0 for no queue",
                "\"assigned_crops\" : 2 | \"assigned_crops\" : 3 | views.groups[0].count is 2;"
                        + " give 3 or more, for objective.assigned_crops is 3",
                "\"power_law\" : 0.0 | \"power_law\" : -0.25 | objective.power_law is -0.25; give 0"
                        + " or a number above it",
                "\"reseed_after_steps\" : 0 | \"reseed_after_steps\" : -1 |"
                        + " objective.reseed_after_steps is -1; give 0 or more",
                "\"hard_code_steps\" : 0 | \"hard_code_steps\" : -1 | objective.hard_code_steps is"
                        + " -1; give 0 or more",
                "\"batch\" : 16 | \"batch\" : 1 | batch is 1; give 2 or more",
                "\"micro_batches\" : 1 | \"micro_batches\" : 0 | memory.micro_batches is 0; give 1"
                        + " or more",
                "\"micro_batches\" : 1 | \"micro_batches\" : 3 | memory.micro_batches is 3; give"
                        + " a divisor of the batch, which is 16, that leaves 2 images or more",
                "\"micro_batches\" : 1 | \"micro_batches\" : 16 | memory.micro_batches is 16;"
                        + " give a divisor of the batch",
                "\"activations\" : \"kept\" | \"activations\" : \"blocks\" | recipe:"
                        + " memory.activations: ",
                "\"windows\" : [ 40, 80, 160 ] | \"windows\" : [ 40, 40 ] | rate.rule.windows is"
                        + " [40, 40]; give ascending",
                "\"auto_rewarm\" : false | \"auto_rewarm\" : \"off\" | recipe:"
                        + " rate.rule.auto_rewarm: ",
                "\"momentum\" : 0.9 | \"momentum\" : 1 | optimizer.momentum is 1.0; give 0 or more"
                        + " and below 1",
                "regnety_002 | resnet50 | trunk.name is resnet50; give a RegNetY",
            })
    void aWrongTextIsRefusedWithTheReason(String right, String wrong, String message) {
        String json = RecipeJson.write(TINY);
        assertThat(json).contains(right);

        assertThatThrownBy(() -> RecipeJson.read(json.replaceFirst(quoted(right), wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("recipe: ")
                .hasMessageContaining(message);
    }

    @Test
    void aMissingKeyIsRefusedByItsName() {
        String json = RecipeJson.write(TINY).replaceFirst("\"batch\" : 16,", "");

        assertThatThrownBy(() -> RecipeJson.read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("recipe: batch is missing");
    }

    @Test
    void equalRecipesGiveNoReasonToRefuse() {
        assertThat(RecipeChange.between(TINY, Presets.named("tiny", 7)).refusal()).isEmpty();
    }

    @Test
    void aChangedRecipeIsRefusedInOneSentence() {
        String asked =
                RecipeJson.write(TINY)
                        .replace("\"prototypes\" : 24", "\"prototypes\" : 30")
                        .replace("regnety_002", "regnety_004");

        RecipeChange change = RecipeChange.between(TINY, RecipeJson.read(asked));

        assertThat(change.refusal())
                .hasValue(
                        "This run was started with objective.prototypes 24 and trunk.name"
                                + " regnety_002; you asked for objective.prototypes 30 and"
                                + " trunk.name regnety_004. That changes the meaning of its state."
                                + " Keep what it was started with, or start a new run with --run"
                                + " NAME.");
    }

    @Test
    void oneChangedSettingIsNamedWithTheValueToKeep() {
        String asked = RecipeJson.write(TINY).replace("\"prototypes\" : 24", "\"prototypes\" : 30");

        RecipeChange change = RecipeChange.between(TINY, RecipeJson.read(asked));

        assertThat(change.refusal())
                .hasValue(
                        "This run was started with objective.prototypes 24; you asked for 30. That"
                                + " changes the meaning of its state. Keep 24, or start a new run"
                                + " with --run NAME.");
    }

    @Test
    void anotherPresetIsRefusedInASentenceThatCanBeRead() {
        RecipeChange change = RecipeChange.between(TINY, Presets.named("seer", 7));

        assertThat(change.refusal().orElseThrow())
                .startsWith("This run was started with ")
                .containsPattern(" and \\d+ more; you asked for .* and \\d+ more\\. That changes")
                .hasSizeLessThan(500);
    }

    @Test
    void aSettingThatOnlyOneRecipeHasIsADifference() {
        RecipeChange change = RecipeChange.between(TINY, Presets.named("seer", 7));

        assertThat(change.differences())
                .contains(new RecipeChange.Difference("rate.steps", "none", "122000"));
    }

    @Test
    void anotherSeedIsAnotherRecipe() {
        assertThat(RecipeChange.between(TINY, TINY.withSeed(8)).differences())
                .containsExactly(new RecipeChange.Difference("seed", "7", "8"));
    }

    private static String quoted(String text) {
        return java.util.regex.Pattern.quote(text);
    }
}
