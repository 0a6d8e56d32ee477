package lotic.learning.export;

import lotic.learning.ops.Layout;
import lotic.learning.ops.Slot;
import lotic.learning.recipe.Presets;
import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.TrunkSpec;
import lotic.learning.state.StateTree;
import lotic.learning.state.Tensor;
import lotic.learning.state.Tensor.NumberType;
import lotic.learning.trunk.Trunk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// States whose batch-norms are not those of a fresh network, which would hide a mistake.
final class TrunkStates {

    private TrunkStates() {}

    static Recipe recipe(String trunk) {
        return Presets.drawn(1).withTrunk(new TrunkSpec.RegNetY(trunk));
    }

    static StateTree random(Recipe recipe, long seed) {
        Layout layout = TrunkExport.layout(Trunk.of(recipe.trunk()), recipe.evaluation().size());
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        layout.parameters().forEach(slot -> put(tensors, slot, seed));
        layout.statistics().forEach(slot -> put(tensors, slot, seed));
        return new StateTree(tensors, new TreeMap<>());
    }

    private static void put(SortedMap<String, Tensor> tensors, Slot slot, long seed) {
        SplittableRandom random = new SplittableRandom(seed ^ slot.name().hashCode());
        int size = Math.toIntExact(slot.shape().size());
        double[] drawn = slot.init().draw(seed, slot.name(), size);
        ByteBuffer data =
                ByteBuffer.allocateDirect(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : drawn) {
            double shift = random.nextDouble(-0.2, 0.2);
            double value =
                    slot.name().endsWith("running_var")
                            ? random.nextDouble(0.5, 2)
                            : slot.shape().rank() == 1 ? number + shift : number;
            data.putFloat((float) value);
        }
        tensors.put(
                "trunk/" + slot.name(),
                new Tensor(NumberType.F32, slot.shape().toArray(), data.flip()));
    }
}
