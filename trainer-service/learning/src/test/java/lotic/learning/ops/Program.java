package lotic.learning.ops;

import java.util.List;
import java.util.Map;

/// Something written once that every interpreter reads.
@FunctionalInterface
public interface Program {

    /// Single numbers by name.
    <T> Map<String, T> run(TrainingOps<T> ops, List<T> inputs);
}
