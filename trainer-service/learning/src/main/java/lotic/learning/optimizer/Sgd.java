package lotic.learning.optimizer;

import lotic.learning.ops.Slot;
import lotic.learning.ops.TrainingOps;
import lotic.learning.ops.TrainingOps.Gradients;
import lotic.learning.recipe.OptimizerSpec;

import java.util.function.Predicate;

/// Gradient descent with momentum; decay is added to the gradient.
public record Sgd(OptimizerSpec.Sgd spec) implements Optimizer {

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
                (one, p, g) ->
                        momentum.move(one, p, one.add(g, one.mul(p, spec.weightDecay())), rate));
        ops.each(gradients, members.and(plain), (one, p, g) -> momentum.move(one, p, g, rate));
    }
}
