package lotic.learning;

import lotic.learning.engine.Compute;
import lotic.learning.rate.RateCommand;
import lotic.learning.rate.RateEvent;
import lotic.learning.recipe.Recipe;
import lotic.learning.state.StateTree;

import java.util.Optional;

/// The learner of one run. It owns weights, statistics, moments, queues, prototypes, the learning
/// rate and the count of steps; a step is a function of them and of the batch. One thread makes,
/// uses and closes it.
public final class Learner implements AutoCloseable {

    private Learner() {
        throw new UnsupportedOperationException("to be written");
    }

    /// A fresh learner with weights drawn from the recipe's seed.
    public static Learner fresh(Recipe recipe, Compute compute) {
        throw new UnsupportedOperationException("to be written");
    }

    /// A learner that goes on from a state as if it had never stopped.
    ///
    /// @throws IllegalArgumentException if the state's names or shapes are not the recipe's,
    ///   listing them
    public static Learner restored(Recipe recipe, Compute compute, StateTree state) {
        throw new UnsupportedOperationException("to be written");
    }

    /// Steps made so far.
    public long steps() {
        throw new UnsupportedOperationException("to be written");
    }

    /// The rate that the next step will use.
    public double learningRate() {
        throw new UnsupportedOperationException("to be written");
    }

    /// Makes one step.
    public StepOutcome step(CropBatch batch) {
        throw new UnsupportedOperationException("to be written");
    }

    /// The objective's loss on crops with the running statistics, without queue, changing nothing;
    /// it is shown to the learning rate's rule, whose findings come back.
    public Probe probe(CropBatch batch) {
        throw new UnsupportedOperationException("to be written");
    }

    /// Takes an operator's command before the next step.
    public RateEvent command(RateCommand command) {
        throw new UnsupportedOperationException("to be written");
    }

    /// A copy of the whole state.
    ///
    /// @param reuse an earlier copy whose buffers are no longer needed; its tensors are overwritten
    public StateTree state(Optional<StateTree> reuse) {
        throw new UnsupportedOperationException("to be written");
    }

    @Override
    public void close() {}
}
