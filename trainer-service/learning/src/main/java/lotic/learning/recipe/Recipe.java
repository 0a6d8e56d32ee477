package lotic.learning.recipe;

import lotic.pixels.CropGroup;
import lotic.pixels.EvaluationView;
import lotic.pixels.MultiCrop;

import java.util.List;

/// A run as plain data, saved with each checkpoint and version. Parts that cannot work together are
/// refused.
///
/// @param trunk the network that makes features of views
/// @param objective what is to be learnt
/// @param optimizer how gradients become new weights
/// @param rate how the learning rate goes
/// @param views which views each image gives
/// @param evaluation the view by which versions are judged and served
/// @param batch images per step, 2 or more
/// @param precision of convolutions and matrix products
/// @param memory how a step goes about with it
/// @param seed of the initial weights and of all views
/// @param start whose weights the trunk begins with
public record Recipe(
        TrunkSpec trunk,
        ObjectiveSpec objective,
        OptimizerSpec optimizer,
        RateSpec rate,
        MultiCrop views,
        EvaluationView evaluation,
        int batch,
        Precision precision,
        MemorySpec memory,
        long seed,
        StartSpec start) {

    public Recipe {
        if (batch < 2) {
            throw new IllegalArgumentException(
                    "batch is " + batch + "; give 2 or more, batch-norm needs them");
        }
        mustGiveEqualMicroBatches(batch, memory.microBatches());
        switch (objective) {
            case ObjectiveSpec.Swav swav -> {
                mustGiveAssignedCrops(views.groups(), swav.assignedCrops());
                mustFillQueueInWholeBatches(swav.queueLength(), batch);
            }
        }
    }

    /// The same recipe with other initial weights and views.
    public Recipe withSeed(long other) {
        return new Recipe(
                trunk,
                objective,
                optimizer,
                rate,
                views,
                evaluation,
                batch,
                precision,
                memory,
                other,
                start);
    }

    /// The same recipe for another trunk.
    public Recipe withTrunk(TrunkSpec other) {
        return new Recipe(
                other,
                objective,
                optimizer,
                rate,
                views,
                evaluation,
                batch,
                precision,
                memory,
                seed,
                start);
    }

    /// The same recipe with a trunk that begins with other weights.
    public Recipe withStart(StartSpec other) {
        return new Recipe(
                trunk,
                objective,
                optimizer,
                rate,
                views,
                evaluation,
                batch,
                precision,
                memory,
                seed,
                other);
    }

    private static void mustGiveAssignedCrops(List<CropGroup> groups, int assigned) {
        if (groups.getFirst().count() < assigned) {
            throw Setting.wrong(
                    "views.groups[0].count",
                    groups.getFirst().count(),
                    assigned + " or more, for objective.assigned_crops is " + assigned);
        }
        if (groups.stream().mapToInt(CropGroup::count).sum() < 2) {
            throw Setting.wrong(
                    "views.groups[0].count", 1, "2 or more: swav foretells one crop from another");
        }
    }

    /// How many images batch-norm and objective see together.
    public int imagesTogether() {
        return batch / memory.microBatches();
    }

    private static void mustGiveEqualMicroBatches(int batch, int microBatches) {
        if (batch % microBatches != 0 || batch / microBatches < 2) {
            throw Setting.wrong(
                    "memory.micro_batches",
                    microBatches,
                    "a divisor of the batch, which is %d, that leaves 2 images or more to each"
                            .formatted(batch));
        }
    }

    private static void mustFillQueueInWholeBatches(int queueLength, int batch) {
        if (queueLength % batch != 0) {
            throw Setting.wrong(
                    "objective.queue_length",
                    queueLength,
                    "a multiple of the batch, which is " + batch + ", or 0 for no queue");
        }
    }
}
