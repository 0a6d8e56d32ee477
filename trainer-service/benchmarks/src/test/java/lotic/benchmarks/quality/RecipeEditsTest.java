package lotic.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.learning.recipe.OptimizerSpec;
import lotic.learning.recipe.Presets;
import lotic.learning.recipe.Recipe;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class RecipeEditsTest {

    private static final Recipe TINY = Presets.named("tiny", 1);

    @Test
    void changesSettingsAtAnyDepthAndNothingElse() {
        Recipe changed =
                RecipeEdits.apply(
                        TINY,
                        List.of(
                                "batch=32",
                                "views.augmentation.grey=0.4",
                                "optimizer={\"kind\":\"sgd\",\"momentum\":0.9,\"weight_decay\":0,"
                                        + "\"exclude_vectors\":true}"));

        assertThat(changed.batch()).isEqualTo(32);
        assertThat(changed.views().augmentation().grey()).isEqualTo(0.4);
        assertThat(changed.optimizer()).isEqualTo(new OptimizerSpec.Sgd(0.9, 0, true));
        assertThat(changed.objective()).isEqualTo(TINY.objective());
        assertThat(changed.views().groups()).isEqualTo(TINY.views().groups());
    }

    @ParameterizedTest
    @CsvSource({
        "batch,batch changes nothing; give KEY=VALUE",
        "objective.epsilom=0.1,the recipe has no objective.epsilom",
        "precision=bf16,precision is bf16 which is no JSON; put names between quotes",
        "objective.epsilon=-1,objective.epsilon is -1",
    })
    void saysWhyAChangeCannotBe(String edit, String why) {
        assertThatThrownBy(() -> RecipeEdits.apply(TINY, List.of(edit)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .satisfies(words -> assertThat(words.replace(",", "")).contains(why));
    }
}
