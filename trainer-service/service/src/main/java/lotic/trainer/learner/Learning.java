package lotic.trainer.learner;

import lotic.learning.CropBatch;
import lotic.learning.Learner;
import lotic.learning.Probe;
import lotic.learning.StepOutcome;
import lotic.learning.engine.Compute;
import lotic.learning.rate.RateCommand;
import lotic.learning.rate.RateEvent;
import lotic.learning.recipe.Recipe;
import lotic.learning.state.StateTree;

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
    static Learning real(Recipe recipe, Compute compute, Optional<StateTree> state) {
        Learner learner =
                state.map(from -> Learner.restored(recipe, compute, from))
                        .orElseGet(() -> Learner.fresh(recipe, compute));
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
