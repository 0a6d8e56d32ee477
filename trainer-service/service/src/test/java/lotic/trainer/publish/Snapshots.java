package lotic.trainer.publish;

import lotic.learning.recipe.Presets;
import lotic.learning.recipe.Recipe;
import lotic.learning.state.StateTree;
import lotic.learning.state.Tensor;
import lotic.trainer.evaluate.Evaluation;
import lotic.trainer.evaluate.HeldOutSet;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.RunProgress.Counts;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Snapshots of a run whose state is a handful of numbers.
final class Snapshots {

    static final Evaluation EVALUATION =
            new Evaluation(
                    368, 2000, 1000, Optional.of(0.613), Optional.of(0.31), Optional.of(41.25));

    static final Software SOFTWARE = new Software(new TreeMap<>(Map.of("lotic", "0.1.0")));

    /// The release after [#SOFTWARE].
    static final Software NEWER = new Software(new TreeMap<>(Map.of("lotic", "0.2.0")));

    /// Writes a model file that holds the step.
    static final Publisher.Exporter EXPORTER =
            (snapshot, file) -> {
                Files.writeString(file, "step " + snapshot.step());
                return true;
            };

    private Snapshots() {}

    /// After a step, with 10 records of partition 0 and 4 of partition 1 learnt in each.
    static Snapshot at(long step) {
        return at(step, cursor(0, 10 * step, 1, 4 * step), 14 * step);
    }

    static Snapshot at(long step, Cursor learnt, long trained) {
        return of(step, Presets.named("tiny", 7), state(step), learnt, trained);
    }

    /// Of a state that was really computed.
    static Snapshot of(Recipe recipe, StateTree state) {
        return of(100, recipe, state, cursor(0, 1000, 1, 400), 1400);
    }

    private static Snapshot of(
            long step, Recipe recipe, StateTree state, Cursor learnt, long trained) {
        return new Snapshot(
                "demo",
                3,
                step,
                recipe,
                state,
                Cursor.START,
                learnt,
                new Counts(trained, 2, 3, 1, 0),
                3.11,
                Map.of("codes.entropy", 2.5, "gradient.norm", Double.NaN),
                HeldOutSet.EMPTY,
                Instant.parse("2026-11-22T10:00:00Z"));
    }

    static Cursor cursor(int partition, long offset, int otherPartition, long otherOffset) {
        return new Cursor(new TreeMap<>(Map.of(partition, offset, otherPartition, otherOffset)));
    }

    static StateTree state(long step) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        tensors.put("trunk/stem.conv.weight", floats(step, 0.5f, -1));
        tensors.put("trunk/stem.bn.num_batches_tracked", count(step));
        tensors.put("objective/prototypes.weight", floats(0.25f, step));
        tensors.put("objective/queue.0", floats(9, 9, 9));
        tensors.put("objective/reseeding.places", floats(9, 9, 9));
        tensors.put("optimizer/momentum/trunk/stem.conv.weight", floats(1, 2, 3));
        return new StateTree(tensors, new TreeMap<>());
    }

    private static Tensor floats(float... numbers) {
        ByteBuffer data =
                ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            data.putFloat(number);
        }
        return new Tensor(Tensor.NumberType.F32, new long[] {numbers.length}, data.flip());
    }

    private static Tensor count(long number) {
        ByteBuffer data = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return new Tensor(Tensor.NumberType.I64, new long[0], data.putLong(number).flip());
    }
}
