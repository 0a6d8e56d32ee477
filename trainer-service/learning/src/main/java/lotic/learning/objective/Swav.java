package lotic.learning.objective;

import lotic.learning.ops.Init;
import lotic.learning.ops.Ops;
import lotic.learning.ops.TrainingOps;
import lotic.learning.recipe.ObjectiveSpec;
import lotic.learning.trunk.Features;
import lotic.learning.trunk.View;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Swapped prediction: from each crop of an image the network foretells to which prototypes the
/// other crops are assigned (SwAV, Caron et al. 2020, arXiv:2006.09882; step as in the authors'
/// `main_swav.py`).
///
/// @param features F, width of the trunk's features
/// @param spec the recipe's numbers
public record Swav(int features, ObjectiveSpec.Swav spec) implements Objective {

    /// Crops that are assigned to prototypes: the first two of the large ones.
    private static final int ASSIGNED = 2;

    /// The parameter's full name; it is frozen at first.
    private static final String PROTOTYPES = "objective/prototypes.weight";

    @Override
    public List<Freeze> freezes() {
        return List.of(new Freeze(PROTOTYPES, spec.freezeSteps()));
    }

    @Override
    public double guessingLoss() {
        return Math.log(spec.prototypes());
    }

    @Override
    public long settledFrom(int batch) {
        long queueFull =
                spec.queueLength() == 0
                        ? 0
                        : spec.queueFromStep() + Math.ceilDiv(spec.queueLength(), batch);
        return Math.max(spec.freezeSteps(), queueFull);
    }

    @Override
    public <T> T loss(TrainingOps<T> ops, Batch<T> batch, List<Features<T>> features) {
        int crops = batch.views().stream().mapToInt(View::crops).sum();
        T pooled = ops.cat(features.stream().map(Features::pooled).toList(), 0);
        return loss(ops, head().project(ops.in("proj"), pooled), crops);
    }

    @Override
    public <T> T affinities(Ops<T> ops, T pooled) {
        T projections = head().project(ops.in("proj"), pooled);
        return ops.linear(projections, ops.unitRows(weight(ops)), Optional.empty());
    }

    /// The loss of crops that are projected already.
    ///
    /// @param projections (crops * B, D), crop-major, rows of length one
    <T> T loss(TrainingOps<T> ops, T projections, int crops) {
        T prototypes = prototypes(ops);
        T scores = ops.linear(projections, prototypes, Optional.empty());

        List<T> codes = new ArrayList<>();
        List<T> scoresOfCrop = ops.chunk(scores, crops);
        List<T> projectionsOfCrop = ops.chunk(projections, crops);
        for (int c = 0; c < ASSIGNED; c++) {
            codes.add(codes(ops, c, scoresOfCrop.get(c), projectionsOfCrop.get(c), prototypes));
        }
        health(ops, codes);
        return swapped(ops, codes, ops.chunk(logPredictions(ops, scores), crops));
    }

    private <T> T prototypes(TrainingOps<T> ops) {
        return ops.constrain(weight(ops), ops::unitRows);
    }

    private <T> T weight(Ops<T> ops) {
        return ops.in("prototypes")
                .parameter(
                        "weight",
                        Init.linear(spec.dimension()),
                        spec.prototypes(),
                        spec.dimension());
    }

    private ProjectionHead head() {
        return new ProjectionHead(features, spec.hidden(), spec.dimension(), spec.headBatchNorm());
    }

    private <T> T logPredictions(TrainingOps<T> ops, T scores) {
        return ops.logSoftmax(ops.div(scores, spec.temperature()), 1);
    }

    /// Cross-entropy of each code with the predictions of all other crops, averaged.
    private <T> T swapped(TrainingOps<T> ops, List<T> codes, List<T> logPredictions) {
        int crops = logPredictions.size();
        List<T> terms = new ArrayList<>();
        for (int c = 0; c < codes.size(); c++) {
            for (int v = 0; v < crops; v++) {
                if (v != c) {
                    T agreement = ops.mul(codes.get(c), logPredictions.get(v));
                    terms.add(ops.mean(ops.sum(agreement, 1)));
                }
            }
        }
        T total = terms.stream().reduce(ops::add).orElseThrow();
        return ops.mul(total, -1.0 / terms.size());
    }

    /// The assignment of one crop. Earlier projections join it once the queue is full, so that a
    /// small batch is spread as a large one would be.
    private <T> T codes(TrainingOps<T> ops, int crop, T scores, T projections, T prototypes) {
        Sinkhorn sinkhorn = new Sinkhorn(spec.sinkhornIterations(), spec.epsilon());
        int length = spec.queueLength();
        if (length == 0) {
            return sinkhorn.assign(ops, scores);
        }
        T queue = ops.buffer("queue." + crop, length, spec.dimension());
        T oldest = ops.slice(queue, 0, length - 1, length);
        T full = ops.positive(ops.norm(oldest));
        T codes =
                ops.choose(
                        full,
                        () -> {
                            T earlier = ops.linear(queue, prototypes, Optional.empty());
                            T all = ops.cat(List.of(ops.detach(earlier), ops.detach(scores)), 0);
                            // The batch stands behind the queue: its size is nobody's business.
                            return ops.slice(sinkhorn.assign(ops, all), 0, length, Long.MAX_VALUE);
                        },
                        () -> sinkhorn.assign(ops, scores));
        T newestFirst = ops.cat(List.of(ops.detach(projections), queue), 0);
        ops.when(
                ops.atLeast(ops.scalar("step"), (double) spec.queueFromStep()),
                () -> ops.assign(queue, ops.slice(newestFirst, 0, 0, length)));
        return codes;
    }

    /// Signals of collapse: entropy of single codes (ln K when all prototypes look alike) and how
    /// many prototypes a batch uses.
    private <T> void health(TrainingOps<T> ops, List<T> codes) {
        T all = ops.cat(codes, 0);
        T perCode = ops.sum(ops.mul(all, ops.logClamped(all)), 1);
        ops.signal("codes.entropy", ops.mul(ops.mean(perCode), -1));
        T usage = ops.mean(all, 0);
        T entropy = ops.mul(ops.mean(ops.sum(ops.mul(usage, ops.logClamped(usage)), 1)), -1);
        ops.signal("prototypes.perplexity", ops.exp(entropy));
    }
}
