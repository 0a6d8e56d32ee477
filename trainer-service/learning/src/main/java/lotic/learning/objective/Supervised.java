package lotic.learning.objective;

import lotic.learning.ops.Init;
import lotic.learning.ops.Ops;
import lotic.learning.ops.TrainingOps;
import lotic.learning.trunk.Features;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Cross-entropy with labels, by a linear classifier on the first view's pooled features: what
/// fine-tuning learns.
///
/// @param features F, width of the trunk's pooled features
/// @param classes how many, 2 or more
public record Supervised(int features, int classes) implements Objective {

    @Override
    public List<Freeze> freezes() {
        return List.of();
    }

    /// ln C.
    @Override
    public double guessingLoss() {
        return Math.log(classes);
    }

    @Override
    public long settledFrom(int batch) {
        return 0;
    }

    /// The classes' scores.
    ///
    /// @return (n, C); their softmax is what is predicted
    @Override
    public <T> T affinities(Ops<T> ops, T pooled) {
        Init init = Init.linear(features);
        T weight = ops.parameter("fc.weight", init, classes, features);
        T bias = ops.parameter("fc.bias", init, classes);
        return ops.linear(pooled, weight, Optional.of(bias));
    }

    @Override
    public <T> T loss(TrainingOps<T> ops, Batch<T> batch, List<Features<T>> views) {
        T scores = affinities(ops, views.getFirst().pooled());
        T label = Objects.requireNonNull(batch.facts().get(Need.LABEL));
        T agreement = ops.sum(ops.mul(label, ops.logSoftmax(scores, 1)), 1);
        return ops.mul(ops.mean(agreement), -1);
    }
}
