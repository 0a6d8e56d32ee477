package lotic.learning.ops;

import java.util.List;

/// A variable of TorchScript, or another short expression.
///
/// @param code its text
/// @param slots in which it lies: one for a parameter or buffer, one per member for a list
/// @param list whether it is a list, with an element for each parameter of an update
public record Expression(String code, List<Slot> slots, boolean list) {

    public Expression {
        slots = List.copyOf(slots);
    }

    static Expression of(String code) {
        return new Expression(code, List.of(), false);
    }

    static Expression of(String code, Slot slot) {
        return new Expression(code, List.of(slot), false);
    }

    static Expression list(String code, List<Slot> slots) {
        return new Expression(code, slots, true);
    }

    @Override
    public String toString() {
        return code;
    }
}
