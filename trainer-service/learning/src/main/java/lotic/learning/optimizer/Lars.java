package lotic.learning.optimizer;

import lotic.learning.ops.Slot;
import lotic.learning.ops.TrainingOps;
import lotic.learning.ops.TrainingOps.Gradients;
import lotic.learning.recipe.OptimizerSpec;

import java.util.function.Predicate;

/// Layer-wise adaptive rates over SGD with momentum, in the form of VISSL
/// (`vissl/optimizers/lars.py`): decay belongs to the direction that is scaled to a share of the
/// weights' length.
public record Lars(OptimizerSpec.Lars spec) implements Optimizer {

    @Override
    public <T> void update(
            TrainingOps<T> ops,
            Gradients<T> gradients,
            Predicate<Slot> members,
            T rate,
            long firstStep) {
        Predicate<Slot> plain = Vectors.among(spec.excludeVectors());
        Momentum momentum = new Momentum(spec.momentum());
        ops.each(
                gradients,
                members.and(plain.negate()),
                (one, p, g) -> momentum.move(one, p, scaled(one, p, decayed(one, p, g)), rate));
        ops.each(
                gradients,
                members.and(plain),
                (one, p, g) -> momentum.move(one, p, decayed(one, p, g), rate));
    }

    private <T> T decayed(TrainingOps<T> ops, T parameter, T gradient) {
        return ops.add(gradient, ops.mul(parameter, spec.weightDecay()));
    }

    /// The direction times η ‖p‖ / ‖direction‖; as it is if either norm is zero.
    private <T> T scaled(TrainingOps<T> ops, T parameter, T direction) {
        T length = ops.norm(parameter);
        T slope = ops.norm(direction);
        T adaptive = ops.and(ops.positive(length), ops.positive(slope));
        T ratio = ops.div(ops.mul(length, spec.trust()), slope);
        return ops.mul(direction, ops.select(adaptive, ratio, ops.number(1)));
    }
}
