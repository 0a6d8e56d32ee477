package lotic.trainer.learner;

import lotic.learning.CropBatch;
import lotic.learning.Learner;
import lotic.learning.Probe;
import lotic.learning.StepOutcome;
import lotic.learning.engine.Compute;
import lotic.learning.rate.RateCommand;
import lotic.learning.rate.RateEvent;
import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.StartSpec;
import lotic.learning.recipe.TrunkSpec;
import lotic.learning.state.StateTree;
import lotic.learning.weights.TrunkWeights;
import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/// What the learner's loop needs of [Learner], so that a run can be simulated in milliseconds with
/// a learner that only adds up. One thread makes, uses and closes it.
public interface Learning extends AutoCloseable {

    /// As [Learner#step].
    StepOutcome step(CropBatch batch);

    /// As [Learner#probe].
    Probe probe(CropBatch batch);

    /// As [Learner#command].
    RateEvent command(RateCommand command);

    /// As [Learner#state].
    StateTree state(Optional<StateTree> reuse);

    @Override
    void close();

    /// Makes learners.
    interface Factory {

        /// Makes a learner; the thread that calls is the one that uses it.
        ///
        /// @param state to go on from; empty for a fresh learner
        Learning make(Recipe recipe, Compute compute, Optional<StateTree> state);
    }

    /// The learner of the learning library.
    ///
    /// @param weights file from which the trunk of a fresh learner begins, if its recipe says so
    static Factory real(Optional<Path> weights) {
        return (recipe, compute, state) ->
                of(
                        state.map(from -> Learner.restored(recipe, compute, from))
                                .orElseGet(() -> begun(recipe, compute, weights)));
    }

    private static Learner begun(Recipe recipe, Compute compute, Optional<Path> weights) {
        return switch (recipe.start()) {
            case StartSpec.Seed() -> Learner.fresh(recipe, compute);
            case StartSpec.Weights(String sha256) ->
                    Learner.begun(recipe, compute, read(weights, sha256, recipe.trunk()).state());
        };
    }

    private static TrunkWeights read(Optional<Path> weights, String sha256, TrunkSpec trunk) {
        Path file =
                weights.orElseThrow(
                        () ->
                                new TrainingException(
                                        Reason.OTHER_SETTINGS,
                                        "This run begins with the weights of the file with the SHA-256 %s, and no checkpoint has them yet. Give it again as --init FILE."
                                                .formatted(sha256)));
        try {
            return TrunkWeights.read(file, trunk);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the weights " + file, unreadable);
        }
    }

    private static Learning of(Learner learner) {
        return new Learning() {
            @Override
            public StepOutcome step(CropBatch batch) {
                return learner.step(batch);
            }

            @Override
            public Probe probe(CropBatch batch) {
                return learner.probe(batch);
            }

            @Override
            public RateEvent command(RateCommand command) {
                return learner.command(command);
            }

            @Override
            public StateTree state(Optional<StateTree> reuse) {
                return learner.state(reuse);
            }

            @Override
            public void close() {
                learner.close();
            }
        };
    }
}
