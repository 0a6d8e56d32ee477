package lotic.learning.optimizer;

import lotic.learning.ops.Slot;
import lotic.learning.ops.TrainingOps;
import lotic.learning.ops.TrainingOps.Gradients;
import lotic.learning.recipe.OptimizerSpec;

import java.util.function.Predicate;

/// Adam with decay beside the gradient's step (Loshchilov and Hutter 2019, arXiv:1711.05101,
/// algorithm 2, with the rate as both α and the multiplier of λ, as PyTorch has it).
///
/// The moments begin at zero, which their first averages are divided out of: after t updates by 1 −
/// βᵗ. A step that is left out because it is not finite counts as an update; that is an error of
/// the correction alone, and gone when βᵗ is.
public record AdamW(OptimizerSpec.AdamW spec) implements Optimizer {

    private static final String STEP = "step";

    @Override
    public <T> void update(
            TrainingOps<T> ops,
            Gradients<T> gradients,
            Predicate<Slot> members,
            T rate,
            long firstStep) {
        T updates = ops.add(ops.scalar(STEP), 1.0 - firstStep);
        T first = seen(ops, updates, spec.beta1());
        T second = seen(ops, updates, spec.beta2());
        Predicate<Slot> plain = Vectors.among(spec.excludeVectors());
        ops.each(
                gradients,
                members.and(plain.negate()),
                (one, p, g) -> {
                    T direction = direction(one, p, g, first, second);
                    T decayed = one.add(direction, one.mul(p, spec.weightDecay()));
                    one.assign(p, one.sub(p, one.mul(decayed, rate)));
                });
        ops.each(
                gradients,
                members.and(plain),
                (one, p, g) ->
                        one.assign(
                                p, one.sub(p, one.mul(direction(one, p, g, first, second), rate))));
    }

    /// How much of a moment's weight lies on gradients, not on the zero it began with: 1 − βᵗ.
    private static <T> T seen(TrainingOps<T> ops, T updates, double beta) {
        return ops.add(ops.mul(ops.exp(ops.mul(updates, Math.log(beta))), -1), 1);
    }

    private <T> T direction(TrainingOps<T> ops, T parameter, T gradient, T first, T second) {
        TrainingOps<T> state = ops.in("optimizer/");
        T mean = state.bufferLike("mean", parameter);
        T square = state.bufferLike("square", parameter);
        T newMean = moved(ops, mean, gradient, spec.beta1());
        T newSquare = moved(ops, square, ops.mul(gradient, gradient), spec.beta2());
        ops.assign(mean, newMean);
        ops.assign(square, newSquare);
        T deviation = ops.add(ops.sqrt(ops.div(newSquare, second)), spec.epsilon());
        return ops.div(ops.div(newMean, first), deviation);
    }

    private static <T> T moved(TrainingOps<T> ops, T moment, T seen, double beta) {
        return ops.add(ops.mul(moment, beta), ops.mul(seen, 1 - beta));
    }
}
