package lotic.trainer.evaluate;

import lotic.learning.Embedder;
import lotic.learning.engine.Compute;
import lotic.learning.evaluation.EffectiveRank;
import lotic.learning.evaluation.Features;
import lotic.learning.recipe.Recipe;
import lotic.learning.state.StateTree;

import java.util.List;
import java.util.Optional;

/// Judges a state by the images that its run held out. Deterministic: the same state and set give
/// the same numbers. One thread uses it, and not the learner's: it takes as long as thousands of
/// images take to go through the network.
public final class VersionEvaluator {

    private final HeldOutBytes images;
    private final Compute compute;
    private Optional<Untrained> untrained = Optional.empty();

    /// What the network could do before its first step, as far as this set of images tells.
    private record Untrained(Recipe recipe, HeldOutSet heldOut, Optional<Double> knn) {}

    /// Sees the features of the bank, on the thread that evaluates.
    public interface Onlooker {
        /// The bank has gone through the trunk.
        ///
        /// @param images n of them
        /// @param features of the images, (n, F)
        void embedded(List<HeldOutImage> images, Features features);
    }

    /// @param images the files of the held-out set
    /// @param compute the run's own: it decides the last bits
    public VersionEvaluator(HeldOutBytes images, Compute compute) {
        this.images = images;
        this.compute = compute;
    }

    /// How good a state is.
    ///
    /// @throws InterruptedException if the thread is interrupted, within a batch's time
    public Evaluation evaluate(Recipe recipe, StateTree state, HeldOutSet heldOut)
            throws InterruptedException {
        return evaluate(recipe, state, heldOut, (_, _) -> {});
    }

    /// The same, and shows the bank's features to somebody who has another use for them.
    ///
    /// @throws InterruptedException if the thread is interrupted, within a batch's time
    public Evaluation evaluate(
            Recipe recipe, StateTree state, HeldOutSet heldOut, Onlooker onlooker)
            throws InterruptedException {
        HeldOutViews views = new HeldOutViews(images, recipe.evaluation());
        try (Embedder embedder = Embedder.of(recipe, state, compute)) {
            Embedded bank = views.embed(embedder, heldOut.bank());
            bank.features().ifPresent(features -> onlooker.embedded(bank.images(), features));
            Embedded queries = views.embed(embedder, heldOut.queries());
            Labelled labelled = Labelled.of(bank, queries);
            Optional<Double> knn = labelled.knn();
            return new Evaluation(
                    embedder.dimension(),
                    bank.images().size(),
                    labelled.queries(),
                    knn,
                    knn.isPresent()
                            ? untrained(
                                    recipe, new HeldOutSet(bank.images(), queries.images()), views)
                            : Optional.empty(),
                    bank.features().filter(all -> all.rows() > 1).map(EffectiveRank::of));
        }
    }

    /// The bank grows for a while and then stays, so mostly the last answer still holds.
    private Optional<Double> untrained(Recipe recipe, HeldOutSet heldOut, HeldOutViews views)
            throws InterruptedException {
        Optional<Untrained> known =
                untrained.filter(
                        last -> last.recipe().equals(recipe) && last.heldOut().equals(heldOut));
        if (known.isEmpty()) {
            try (Embedder fresh = Embedder.untrained(recipe, compute)) {
                views.calibrate(fresh, heldOut.bank());
                Labelled labelled =
                        Labelled.of(
                                views.embed(fresh, heldOut.bank()),
                                views.embed(fresh, heldOut.queries()));
                known = Optional.of(new Untrained(recipe, heldOut, labelled.knn()));
            }
            untrained = known;
        }
        return known.flatMap(Untrained::knn);
    }
}
