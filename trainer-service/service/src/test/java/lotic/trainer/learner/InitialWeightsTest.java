package lotic.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.learning.Learner;
import lotic.learning.engine.Compute;
import lotic.learning.recipe.Presets;
import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.StartSpec;
import lotic.learning.state.StateTree;
import lotic.learning.weights.NamingConvention;
import lotic.learning.weights.TrunkWeights;
import lotic.registry.format.Sha256;
import lotic.trainer.heldout.HeldOutRule;
import lotic.trainer.run.TrainingException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Optional;

/// Runs that begin with weights of a file.
class InitialWeightsTest {

    private static final Compute ONE_THREAD = new Compute(Compute.Device.CPU, 1);
    private static final ComputeChoice ANY = new ComputeChoice(Optional.empty(), 0);
    private static final Recipe RECIPE = Presets.tiny(3);
    private static final Recipe FROM_A = RECIPE.withStart(new StartSpec.Weights("a".repeat(64)));
    private static final Recipe FROM_B = RECIPE.withStart(new StartSpec.Weights("b".repeat(64)));

    @TempDir private Path folder;

    @Test
    void aFreshLearnerBeginsWithTheFileAndARestoredOneDoesNotAskForIt() throws Exception {
        Path file = folder.resolve("trunk.safetensors");
        StateTree other = stateOf(Presets.tiny(4));
        TrunkWeights.of(other).write(file, NamingConvention.TIMM);
        Recipe recipe = RECIPE.withStart(new StartSpec.Weights(Sha256.of(file).toString()));

        try (Learning begun =
                Learning.real(Optional.of(file)).make(recipe, ONE_THREAD, Optional.empty())) {
            StateTree state = begun.state(Optional.empty());
            assertThat(state.of("trunk")).isEqualTo(other.of("trunk"));

            try (Learning restored =
                    Learning.real(Optional.empty()).make(recipe, ONE_THREAD, Optional.of(state))) {
                assertThat(restored.state(Optional.empty())).isEqualTo(state);
            }
        }
    }

    @Test
    void aRunThatHasNoCheckpointYetAsksForItsFileAgain() {
        assertThatThrownBy(
                        () ->
                                Learning.real(Optional.empty())
                                        .make(FROM_A, ONE_THREAD, Optional.empty()))
                .isInstanceOf(TrainingException.class)
                .hasMessage(
                        "This run begins with the weights of the file with the SHA-256 %s, and no checkpoint has them yet. Give it again as --init FILE."
                                .formatted("a".repeat(64)));
    }

    @Test
    void aRunKeepsItsWeightsAndRefusesOthers() {
        assertThatCode(() -> TermsCheck.mustFit(terms(FROM_A), terms(RECIPE), ANY))
                .doesNotThrowAnyException();
        assertThatCode(() -> TermsCheck.mustFit(terms(FROM_A), terms(FROM_A), ANY))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> TermsCheck.mustFit(terms(FROM_A), terms(FROM_B), ANY))
                .hasMessageContaining("start.sha256 " + "a".repeat(64));
        assertThatThrownBy(() -> TermsCheck.mustFit(terms(RECIPE), terms(FROM_B), ANY))
                .hasMessageContaining("start.kind seed");
    }

    private static RunTerms terms(Recipe recipe) {
        return new RunTerms("run", recipe, ONE_THREAD, new HeldOutRule(0.1, 20, 10), 1 << 20, "t");
    }

    private static StateTree stateOf(Recipe recipe) {
        try (Learner learner = Learner.fresh(recipe, ONE_THREAD)) {
            return learner.state(Optional.empty());
        }
    }
}
