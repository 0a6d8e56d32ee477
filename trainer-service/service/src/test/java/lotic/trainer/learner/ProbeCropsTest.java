package lotic.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.learning.CropBatch;
import lotic.learning.engine.Compute;
import lotic.learning.recipe.Presets;
import lotic.learning.recipe.Recipe;
import lotic.pixels.ViewSeed;
import lotic.trainer.heldout.HeldOutRecord;
import lotic.trainer.heldout.HeldOutRule;
import lotic.trainer.heldout.HeldOutStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

class ProbeCropsTest {

    private static final Recipe RECIPE = Presets.tiny(3);

    @TempDir private Path folder;

    @Test
    void theRealLearnerTakesAsManyImagesAsAProbeHas() {
        try (HeldOutStore store = new HeldOutStore(folder);
                Learning learning =
                        Learning.real(Optional.empty())
                                .make(
                                        RECIPE,
                                        new Compute(Compute.Device.CPU, 1),
                                        Optional.empty())) {
            ProbeCrops crops = new ProbeCrops(RECIPE, ProbeCropsTest::noise, store);

            assertThat(crops.batch(records(store, ProbeCrops.IMAGES - 1))).isEmpty();
            CropBatch batch = crops.batch(records(store, ProbeCrops.IMAGES)).orElseThrow();

            assertThat(learning.probe(batch).loss()).isFinite();
        }
    }

    private static List<HeldOutRecord> records(HeldOutStore store, int count) {
        List<HeldOutRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String sha256 = "%064x".formatted(i);
            store.put(sha256, new byte[] {(byte) i});
            records.add(new HeldOutRecord(sha256, Optional.empty(), HeldOutRule.Side.BANK, 0, i));
        }
        return records;
    }

    private static void noise(byte[] image, ViewSeed seed, ByteBuffer target) {
        SplittableRandom pixels = new SplittableRandom(image[0]);
        while (target.position() < RECIPE.views().bytesPerImage()) {
            target.put((byte) pixels.nextInt());
        }
    }
}
