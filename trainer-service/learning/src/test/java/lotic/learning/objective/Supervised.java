package lotic.learning.objective;

import lotic.learning.ops.Init;
import lotic.learning.ops.Ops;
import lotic.learning.ops.TrainingOps;
import lotic.learning.trunk.Features;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Cross-entropy with labels: another objective, to show that nothing asks for SwAV.
public record Supervised(int features, int classes) implements Objective {

    @Override
    public List<Freeze> freezes() {
        return List.of();
    }

    @Override
    public double guessingLoss() {
        return Math.log(classes);
    }

    @Override
    public long settledFrom(int batch) {
        return 0;
    }

    @Override
    public <T> T affinities(Ops<T> ops, T pooled) {
        T weight = ops.parameter("fc.weight", Init.linear(features), classes, features);
        return ops.linear(pooled, weight, Optional.empty());
    }

    @Override
    public <T> T loss(TrainingOps<T> ops, Batch<T> batch, List<Features<T>> views) {
        T logits = affinities(ops, views.getFirst().pooled());
        T label = Objects.requireNonNull(batch.facts().get(Need.LABEL));
        T agreement = ops.sum(ops.mul(label, ops.logSoftmax(logits, 1)), 1);
        ops.signal("agreement", ops.mean(agreement));
        return ops.mul(ops.mean(agreement), -1);
    }
}
