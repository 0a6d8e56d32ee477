package lotic.learning.optimizer;

import lotic.learning.ops.Slot;
import lotic.learning.ops.TrainingOps;
import lotic.learning.ops.TrainingOps.Gradients;
import lotic.learning.recipe.OptimizerSpec;

import java.util.function.Predicate;

/// Layer-wise adaptive rates over SGD with momentum: each tensor moves by about the same share of
/// its length (You et al. 2017, arXiv:1708.03888, in the form of NVIDIA apex `LARC`).
public record Larc(OptimizerSpec.Larc spec) implements Optimizer {

    /// Keeps the ratio finite for vanishing gradients; apex's value.
    private static final double EPSILON = 1e-8;

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
                (one, p, g) -> momentum.move(one, p, adapted(one, p, g, rate), rate));
        ops.each(gradients, members.and(plain), (one, p, g) -> momentum.move(one, p, g, rate));
    }

    /// The gradient with decay, scaled by trust times the ratio of the norms. If either norm is
    /// zero the gradient stays as it is, without decay.
    private <T> T adapted(TrainingOps<T> ops, T parameter, T gradient, T rate) {
        T length = ops.norm(parameter);
        T slope = ops.norm(gradient);
        T ratio =
                ops.div(
                        ops.mul(length, spec.trust()),
                        ops.add(ops.add(slope, ops.mul(length, spec.weightDecay())), EPSILON));
        T scale = spec.clip() ? ops.min(ops.div(ratio, rate), 1) : ratio;
        T adaptive = ops.and(ops.positive(length), ops.positive(slope));
        T factor = ops.select(adaptive, scale, ops.number(1));
        T decay = ops.select(adaptive, ops.number(spec.weightDecay()), ops.number(0));
        return ops.mul(ops.add(gradient, ops.mul(parameter, decay)), factor);
    }
}
