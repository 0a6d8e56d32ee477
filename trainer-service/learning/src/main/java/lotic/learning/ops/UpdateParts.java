package lotic.learning.ops;

import java.util.ArrayList;
import java.util.List;

/// Divides parameters into parts that are updated together: few enough numbers for temporary values
/// to stay in the cache, many enough tensors for few calls.
final class UpdateParts {

    private static final long NUMBERS_MAX = 1 << 20;

    private UpdateParts() {}

    /// The parts, in order. A part holds at most [#NUMBERS_MAX] numbers or one tensor.
    static List<List<Slot>> of(List<Slot> slots) {
        List<List<Slot>> parts = new ArrayList<>();
        long numbers = 0;
        for (Slot slot : slots) {
            if (parts.isEmpty() || numbers + slot.shape().size() > NUMBERS_MAX) {
                parts.add(new ArrayList<>());
                numbers = 0;
            }
            parts.getLast().add(slot);
            numbers += slot.shape().size();
        }
        return parts;
    }
}
