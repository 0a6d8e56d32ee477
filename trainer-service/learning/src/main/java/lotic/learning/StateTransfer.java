package lotic.learning;

import lotic.learning.ops.Slot;
import lotic.learning.ops.StateArrays;
import lotic.learning.state.StateTree;
import lotic.learning.state.Tensor;
import lotic.learning.state.Tensor.NumberType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Copies states between the engine's memory and [StateTree]s.
final class StateTransfer {

    private StateTransfer() {}

    /// A copy of the tensors.
    ///
    /// @param reuse an earlier copy whose buffers are overwritten
    static SortedMap<String, Tensor> copy(StateArrays arrays, Optional<StateTree> reuse) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        for (Slot slot : arrays.slots()) {
            Tensor target =
                    reuse.map(tree -> tree.tensors().get(slot.name()))
                            .orElseGet(() -> allocate(slot));
            arrays.read(slot.name(), target.data().duplicate());
            tensors.put(slot.name(), target);
        }
        return Collections.unmodifiableSortedMap(tensors);
    }

    private static Tensor allocate(Slot slot) {
        int bytes = Math.toIntExact(slot.shape().size() * Float.BYTES);
        ByteBuffer data = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return new Tensor(NumberType.F32, slot.shape().toArray(), data);
    }

    /// Fills the arrays from a state.
    ///
    /// @param slots those to fill, each of which the state must have
    /// @throws IllegalArgumentException if names or shapes differ, listing them
    static void restore(Iterable<Slot> slots, StateArrays arrays, StateTree state) {
        SortedSet<String> misfits = new TreeSet<>();
        for (Slot slot : slots) {
            Tensor tensor = state.tensors().get(slot.name());
            if (tensor == null) {
                misfits.add(slot.name() + " is missing");
            } else if (tensor.type() != NumberType.F32
                    || !Arrays.equals(tensor.shape(), slot.shape().toArray())) {
                misfits.add(
                        "%s is %s %s, not F32 %s"
                                .formatted(
                                        slot.name(),
                                        tensor.type(),
                                        Arrays.toString(tensor.shape()),
                                        slot.shape()));
            } else {
                arrays.write(slot.name(), tensor.data().duplicate().rewind());
            }
        }
        if (!misfits.isEmpty()) {
            throw new IllegalArgumentException(
                    "the state does not belong to this recipe: " + String.join("; ", misfits));
        }
    }
}
