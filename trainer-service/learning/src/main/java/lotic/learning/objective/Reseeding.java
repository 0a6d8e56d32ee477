package lotic.learning.objective;

import lotic.learning.ops.Slot;
import lotic.learning.ops.StateArrays;
import lotic.learning.ops.TrainingOps;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Lets prototypes that were no code's largest for long begin anew where images are: the k-th takes
/// the place of the k-th newest image, its moments begin with zeros. (AdamW, which corrects moments
/// by the age of the run, then makes a first step of some three times the rate.) Not published; the
/// step watches, and the prototypes move between two steps.
///
/// @param parameter the prototypes' full name, (K, D) with rows of length one
/// @param prototypes K
/// @param dimension D
/// @param fromStep steps are counted from this one on
record Reseeding(String parameter, int prototypes, int dimension, long fromStep) {

    /// (1, K): for how many micro-batches each was no code's largest.
    private static final String IDLE = "reseeding.idle";

    /// (K, D): the newest projections, zeros until there were so many.
    private static final String PLACES = "reseeding.places";

    private static final String MOMENTS = "optimizer/";

    /// What a step sees of it.
    ///
    /// @param codes (n, K), those of all assigned crops
    /// @param projections (B, D) of one crop of each image, rows of length one
    <T> void watch(TrainingOps<T> ops, T codes, T projections) {
        T used = SwavSignals.used(ops, codes);
        T idle = ops.buffer(IDLE, 1, prototypes);
        T unused = ops.add(ops.mul(used, -1), 1);
        ops.when(
                ops.atLeast(ops.scalar(Codes.STEP), (double) fromStep),
                () -> ops.assign(idle, ops.mul(ops.add(idle, 1), unused)));
        T places = ops.buffer(PLACES, prototypes, dimension);
        T newestFirst = ops.cat(List.of(ops.detach(projections), places), 0);
        ops.assign(places, ops.slice(newestFirst, 0, 0, prototypes));
    }

    /// Moves the prototypes whose time is over.
    ///
    /// @param scope of the objective's buffers
    /// @param after so many micro-batches, 1 or more
    /// @return how many there were
    int mend(StateArrays state, String scope, long after) {
        FloatBuffer idle = numbers(state, scope + IDLE);
        int[] due = IntStream.range(0, prototypes).filter(k -> idle.get(k) >= after).toArray();
        if (due.length == 0) {
            return 0;
        }
        FloatBuffer places = numbers(state, scope + PLACES);
        int[] moved = Arrays.stream(due).filter(k -> !isZero(places, k)).toArray();
        if (moved.length == 0) {
            return 0;
        }
        replace(state, parameter, moved, places);
        FloatBuffer zeros = FloatBuffer.allocate(prototypes * dimension);
        for (Slot slot : state.slots()) {
            if (slot.name().startsWith(MOMENTS) && slot.name().endsWith("/" + parameter)) {
                replace(state, slot.name(), moved, zeros);
            }
        }
        for (int k : moved) {
            idle.put(k, 0);
        }
        write(state, scope + IDLE, idle);
        return moved.length;
    }

    private boolean isZero(FloatBuffer places, int row) {
        return IntStream.range(row * dimension, (row + 1) * dimension)
                .allMatch(i -> places.get(i) == 0);
    }

    private void replace(StateArrays state, String name, int[] rows, FloatBuffer source) {
        FloatBuffer target = numbers(state, name);
        for (int row : rows) {
            target.put(row * dimension, source, row * dimension, dimension);
        }
        write(state, name, target);
    }

    private static FloatBuffer numbers(StateArrays state, String name) {
        int size = Math.toIntExact(state.array(name).size());
        ByteBuffer bytes = ByteBuffer.allocate(size * Float.BYTES);
        state.read(name, bytes);
        return bytes.flip().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }

    private static void write(StateArrays state, String name, FloatBuffer numbers) {
        ByteBuffer bytes =
                ByteBuffer.allocate(numbers.capacity() * Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers.duplicate().rewind());
        state.write(name, bytes);
    }
}
