package lotic.learning.ops;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/// What a loss assigned and constrained while it was printed, to be made lasting if it is finite.
final class PendingAssignments {

    private final Map<Slot, Expression> variables = new LinkedHashMap<>();
    private final Set<Slot> constrained = new LinkedHashSet<>();
    private boolean open;

    /// Prints a loss, whose assignments wait.
    Expression during(Supplier<Expression> loss) {
        open = true;
        try {
            return loss.get();
        } finally {
            open = false;
        }
    }

    /// Whether assignments wait.
    boolean open() {
        return open;
    }

    /// Takes the variable that holds a buffer's next value.
    void add(Slot buffer, Expression variable) {
        if (variables.putIfAbsent(buffer, variable) != null) {
            throw new IllegalStateException(buffer.name() + " is assigned twice in one loss");
        }
    }

    /// Takes a parameter whose leaf holds its next value.
    void constrain(Slot parameter) {
        constrained.add(parameter);
    }

    /// Buffers that were assigned.
    List<Slot> buffers() {
        return List.copyOf(variables.keySet());
    }

    /// Where a buffer's next value is.
    Expression next(Slot buffer) {
        return Objects.requireNonNull(variables.get(buffer), buffer.name());
    }

    /// Parameters that were constrained.
    List<Slot> constrained() {
        return List.copyOf(constrained);
    }
}
