package lotic.learning.optimizer;

import lotic.learning.ops.Slot;
import lotic.learning.ops.TrainingOps;
import lotic.learning.ops.TrainingOps.Gradients;

import java.util.function.Predicate;

/// Moves the parameters of one scope by a rate of their own and all others by the common one, as
/// PyTorch's parameter groups do. How they move is said by another optimiser.
///
/// @param optimizer that one
/// @param scope how the names of the group begin, such as `objective/`
/// @param scalar under which calls bring the group's rate, a single number
public record GroupRate(Optimizer optimizer, String scope, String scalar) implements Optimizer {

    @Override
    public <T> void update(
            TrainingOps<T> ops,
            Gradients<T> gradients,
            Predicate<Slot> members,
            T rate,
            long firstStep) {
        Predicate<Slot> group = slot -> slot.name().startsWith(scope);
        optimizer.update(ops, gradients, members.and(group.negate()), rate, firstStep);
        optimizer.update(ops, gradients, members.and(group), ops.scalar(scalar), firstStep);
    }
}
