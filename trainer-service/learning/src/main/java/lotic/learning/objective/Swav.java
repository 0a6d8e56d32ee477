package lotic.learning.objective;

import lotic.learning.ops.Init;
import lotic.learning.ops.Ops;
import lotic.learning.ops.StateArrays;
import lotic.learning.ops.TrainingOps;
import lotic.learning.recipe.ObjectiveSpec;
import lotic.learning.trunk.Features;
import lotic.learning.trunk.View;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Swapped prediction: from each crop of an image the network foretells to which prototypes the
/// other crops are assigned (SwAV, Caron et al. 2020, arXiv:2006.09882; step as in the authors'
/// `main_swav.py`).
///
/// @param features F, width of the trunk's features
/// @param spec the recipe's numbers
public record Swav(int features, ObjectiveSpec.Swav spec) implements Objective {

    private static final String SCOPE = "objective/";

    /// The parameter's full name; it is frozen at first.
    private static final String PROTOTYPES = SCOPE + "prototypes.weight";

    private static final String RESEEDED = "prototypes.reseeded";

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
        return Math.max(Math.max(spec.freezeSteps(), spec.hardCodeSteps()), queueFull);
    }

    @Override
    public Map<String, Double> mend(StateArrays state, int microBatches) {
        if (spec.reseedAfterSteps() == 0) {
            return Map.of();
        }
        int moved = reseeding().mend(state, SCOPE, spec.reseedAfterSteps() * microBatches);
        return Map.of(RESEEDED, (double) moved);
    }

    private Reseeding reseeding() {
        return new Reseeding(PROTOTYPES, spec.prototypes(), spec.dimension(), spec.freezeSteps());
    }

    @Override
    public <T> T loss(TrainingOps<T> ops, Batch<T> batch, List<Features<T>> features) {
        int crops = batch.views().stream().mapToInt(View::crops).sum();
        T pooled = ops.cat(features.stream().map(Features::pooled).toList(), 0);
        return loss(ops, head().project(ops.in("proj"), pooled), prototypes(ops), crops);
    }

    @Override
    public <T> T affinities(Ops<T> ops, T pooled) {
        T projections = head().project(ops.in("proj"), pooled);
        return ops.linear(projections, ops.unitRows(weight(ops)), Optional.empty());
    }

    /// The loss of crops that are projected already.
    ///
    /// @param projections (crops * B, D), crop-major, rows of length one
    /// @param prototypes (K, D), rows of length one
    <T> T loss(TrainingOps<T> ops, T projections, T prototypes, int crops) {
        T scores = ops.linear(projections, prototypes, Optional.empty());
        List<T> codes = codes(ops, scores, projections, prototypes, crops);
        T logPredictions = ops.logSoftmax(ops.div(scores, spec.temperature()), 1);
        T allCodes = ops.cat(codes, 0);
        if (spec.reseedAfterSteps() > 0) {
            reseeding().watch(ops, allCodes, ops.chunk(projections, crops).getFirst());
        }
        SwavSignals.ofCodes(ops, allCodes);
        SwavSignals.ofPredictions(ops, logPredictions);
        SwavSignals.ofSpace(ops, projections, prototypes, spec.dimension(), spec.prototypes());
        return swapped(ops, codes, ops.chunk(logPredictions, crops));
    }

    /// The codes of the assigned crops, in their order.
    ///
    /// @param scores (crops * B, K), cosines of the projections with the prototypes
    <T> List<T> codes(TrainingOps<T> ops, T scores, T projections, T prototypes, int crops) {
        Codes codes = new Codes(spec);
        List<T> scoresOfCrop = ops.chunk(scores, crops);
        List<T> projectionsOfCrop = ops.chunk(projections, crops);
        List<T> assigned = new ArrayList<>();
        for (int c = 0; c < spec.assignedCrops(); c++) {
            T one = codes.of(ops, c, scoresOfCrop.get(c), projectionsOfCrop.get(c), prototypes);
            assigned.add(one);
        }
        return assigned;
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

    /// Cross-entropy of each code with the predictions of all other crops, averaged.
    <T> T swapped(TrainingOps<T> ops, List<T> codes, List<T> logPredictions) {
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
}
