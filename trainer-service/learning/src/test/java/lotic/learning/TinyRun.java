package lotic.learning;

import lotic.learning.engine.Compute;
import lotic.learning.ops.Activations;
import lotic.learning.recipe.MemorySpec;
import lotic.learning.recipe.ObjectiveSpec;
import lotic.learning.recipe.OptimizerSpec;
import lotic.learning.recipe.Precision;
import lotic.learning.recipe.RateSpec;
import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.StartSpec;
import lotic.learning.recipe.TrunkSpec;
import lotic.pixels.Augmentation;
import lotic.pixels.CropGroup;
import lotic.pixels.EvaluationView;
import lotic.pixels.MultiCrop;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/// A run that is as small as the published trunks allow, and batches for it.
final class TinyRun {

    static final int BATCH = 8;
    static final Compute ONE_THREAD = new Compute(Compute.Device.CPU, 1);
    static final Recipe RECIPE = recipe(Precision.FP32);

    private TinyRun() {}

    static Recipe recipe(Precision precision) {
        return recipe(
                precision, List.of(new CropGroup(2, 32, 0.2, 1), new CropGroup(2, 16, 0.05, 0.2)));
    }

    static Recipe recipe(Precision precision, List<CropGroup> groups) {
        return recipe(precision, groups, MemorySpec.FASTEST);
    }

    static Recipe recipe(Precision precision, List<CropGroup> groups, MemorySpec memory) {
        var swav = new ObjectiveSpec.Swav(12, List.of(32), 16, true, 0.1, 3, 0.05, 2, 16, 1);
        return recipe(swav, precision, groups, memory);
    }

    /// More prototypes than images, some of which always lie idle and are reseeded.
    static Recipe reseeding(long afterSteps, int microBatches) {
        var swav =
                new ObjectiveSpec.Swav(
                        40, List.of(32), 16, true, 0.1, 3, 0.05, 2, 0, 0, 2, 0, 0, afterSteps);
        return recipe(
                swav,
                Precision.FP32,
                List.of(new CropGroup(2, 32, 0.2, 1)),
                new MemorySpec(Activations.KEPT, microBatches));
    }

    private static Recipe recipe(
            ObjectiveSpec.Swav swav,
            Precision precision,
            List<CropGroup> groups,
            MemorySpec memory) {
        return new Recipe(
                new TrunkSpec.RegNetY("regnety_002"),
                swav,
                new OptimizerSpec.Larc(0.02, true, true, 0.9, 1e-6),
                new RateSpec.Constant(0.1, 0.3, 2),
                new MultiCrop(groups, Augmentation.SWAV),
                new EvaluationView(36, 32, EvaluationView.Interpolation.BILINEAR),
                BATCH,
                precision,
                memory,
                7,
                new StartSpec.Seed());
    }

    /// Random pixels.
    static CropBatch batch(long seed) {
        return batch(RECIPE, seed);
    }

    static CropBatch batch(Recipe recipe, long seed) {
        Random random = new Random(seed);
        return new CropBatch(
                BATCH,
                recipe.views().groups().stream()
                        .map(group -> pixels(random, group.bytesPerImage() * BATCH))
                        .toList());
    }

    static ByteBuffer pixels(Random random, int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return ByteBuffer.allocateDirect(bytes).put(noise).flip();
    }
}
