package lotic.learning.ops;

import java.util.List;

/// Everything that a program keeps between steps, in the order of declaration, which is the order
/// of its lists in a compiled program.
///
/// @param parameters learnt by gradient
/// @param statistics running means and variances of batch-norms
/// @param buffers queues and moments
/// @param scalars names of the numbers that each call brings
public record Layout(
        List<Slot> parameters, List<Slot> statistics, List<Slot> buffers, List<String> scalars) {

    public Layout {
        parameters = List.copyOf(parameters);
        statistics = List.copyOf(statistics);
        buffers = List.copyOf(buffers);
        scalars = List.copyOf(scalars);
    }

    /// Learnt numbers.
    public long parameterCount() {
        return parameters.stream().mapToLong(slot -> slot.shape().size()).sum();
    }
}
