package lotic.learning;

import lotic.learning.objective.Batch;
import lotic.learning.objective.Objective;
import lotic.learning.objective.Objective.Freeze;
import lotic.learning.ops.TrainingOps;
import lotic.learning.ops.TrainingOps.Descent;
import lotic.learning.ops.TrainingOps.Gradients;
import lotic.learning.ops.TrainingOps.MicroBatch;
import lotic.learning.optimizer.Optimizer;
import lotic.learning.recipe.Precision;
import lotic.learning.trunk.Trunk;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One step of learning, written once for all interpreters: a function of state and batch, without
/// clock, file or hidden randomness.
///
/// Calls bring the scalars `step`, how many steps were made before, and `rate`.
record Step(Trunk trunk, Objective objective, Optimizer optimizer) {

    static final String STEP = "step";
    static final String RATE = "rate";
    static final String LOSS_SCALE = "loss_scale";

    /// Learns from a batch.
    <T> Descent<T> learn(TrainingOps<T> ops, Batch<T> batch) {
        return learn(ops, Precision.FP32, 1, whole -> batch);
    }

    /// Learns from a batch by its micro-batches.
    ///
    /// @param precision that of float16 brings the scalar `loss_scale` too
    /// @param batches gives the batch that a micro-batch is
    <T> Descent<T> learn(
            TrainingOps<T> ops,
            Precision precision,
            int microBatches,
            Function<MicroBatch<T>, Batch<T>> batches) {
        T rate = ops.scalar(RATE);
        return ops.descend(
                microBatches,
                precision == Precision.FP16
                        ? Optional.of(ops.scalar(LOSS_SCALE))
                        : Optional.empty(),
                part -> loss(ops, batches.apply(part)),
                gradients -> update(ops, gradients, rate));
    }

    /// The objective's loss on a batch.
    <T> T loss(TrainingOps<T> ops, Batch<T> batch) {
        return objective.loss(
                ops.in("objective/"), batch, trunk.forward(ops.in("trunk/"), batch.views()));
    }

    private <T> void update(TrainingOps<T> ops, Gradients<T> gradients, T rate) {
        Set<String> frozen =
                objective.freezes().stream().map(Freeze::parameter).collect(Collectors.toSet());
        optimizer.update(ops, gradients, slot -> !frozen.contains(slot.name()), rate, 0);
        for (Freeze freeze : objective.freezes()) {
            ops.when(
                    ops.atLeast(ops.scalar(STEP), (double) freeze.steps()),
                    () ->
                            optimizer.update(
                                    ops,
                                    gradients,
                                    slot -> slot.name().equals(freeze.parameter()),
                                    rate,
                                    freeze.steps()));
        }
    }
}
