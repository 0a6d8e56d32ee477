package lotic.trainer.learner;

import lotic.learning.CropBatch;
import lotic.learning.recipe.Recipe;
import lotic.pixels.ViewSeed;
import lotic.trainer.heldout.HeldOutRecord;
import lotic.trainer.heldout.HeldOutStore;
import lotic.trainer.stream.DecodeWorker.Views;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The crops by which the learning rate's rule tells a harder stream from a plateau: always the
/// same ones of the first held-out images, so that a probe depends on nothing but the state. They
/// are cut once, when there are enough images, and stay in memory.
final class ProbeCrops {

    /// How many held-out images a probe looks at.
    static final int IMAGES = 256;

    private final Recipe recipe;
    private final Views views;
    private final HeldOutStore store;
    private Optional<CropBatch> batch = Optional.empty();

    ProbeCrops(Recipe recipe, Views views, HeldOutStore store) {
        this.recipe = recipe;
        this.views = views;
        this.store = store;
    }

    /// The crops; empty while too few images are held out.
    ///
    /// @param firstHeldOut the first of the bank, [#IMAGES] or fewer
    Optional<CropBatch> batch(List<HeldOutRecord> firstHeldOut) {
        if (batch.isEmpty() && firstHeldOut.size() == IMAGES) {
            batch = Optional.of(cut(firstHeldOut));
        }
        return batch;
    }

    private CropBatch cut(List<HeldOutRecord> records) {
        List<ByteBuffer> perImage = new ArrayList<>();
        for (HeldOutRecord record : records) {
            ByteBuffer crops = ByteBuffer.allocateDirect(recipe.views().bytesPerImage());
            ViewSeed seed = new ViewSeed(recipe.seed(), record.partition(), record.offset(), 0);
            views.make(store.bytes(record.sha256()), seed, crops);
            perImage.add(crops.flip());
        }
        return new CropGather(recipe.views(), IMAGES).gather(perImage);
    }
}
