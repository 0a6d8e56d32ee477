package lotic.learning.ops;

import java.util.List;

/// A variable of TorchScript, or another short expression.
///
/// @param code its text
/// @param slots in which it lies: one for a parameter or buffer, one per member for a list
/// @param list whether it is a list, with an element for each parameter of an update
/// @param constant whether it certainly has no gradient
public record Expression(String code, List<Slot> slots, boolean list, boolean constant) {

    public Expression {
        slots = List.copyOf(slots);
    }

    static Expression of(String code) {
        return new Expression(code, List.of(), false, false);
    }

    static Expression of(String code, Slot slot) {
        return new Expression(code, List.of(slot), false, false);
    }

    static Expression list(String code, List<Slot> slots) {
        return new Expression(code, slots, true, false);
    }

    static Expression constant(String code) {
        return new Expression(code, List.of(), false, true);
    }

    @Override
    public String toString() {
        return code;
    }
}
