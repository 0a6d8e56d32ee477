package lotic.trainer.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import lotic.learning.Embedder;
import lotic.learning.Learner;
import lotic.learning.PrototypeScores;
import lotic.learning.engine.Compute;
import lotic.learning.evaluation.Features;
import lotic.learning.recipe.Presets;
import lotic.learning.recipe.Recipe;
import lotic.learning.state.StateTree;
import lotic.trainer.evaluate.HeldOutImage;
import lotic.trainer.gallery.Gallery.Near;
import lotic.trainer.gallery.Gallery.Row;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

class GalleryTest {

    @TempDir private Path folder;

    @Test
    void theMostUsedPrototypeComesFirstWithItsNearestPicturesAndUnusedOnesAreCounted() {
        List<HeldOutImage> images = images(4);
        float[] scores = {
            0.9f, 0.1f, 0.0f, // to 0
            0.2f, 0.3f, 0.1f, // to 1
            0.1f, 0.8f, 0.2f, // to 1
            0.0f, 0.5f, 0.4f, // to 1
        };

        Gallery gallery = Gallery.of(7, images, scores, 3);

        assertThat(gallery.prototypes()).isEqualTo(3);
        assertThat(gallery.used()).isEqualTo(2);
        assertThat(gallery.rows()).extracting(Row::prototype).containsExactly(1, 0);
        assertThat(gallery.rows()).extracting(Row::pictures).containsExactly(3, 1);
        assertThat(gallery.rows().getFirst().nearest())
                .extracting(Near::image)
                .containsExactly(images.get(2), images.get(3), images.get(1), images.get(0));
    }

    @Test
    void galleriesOutliveTheTrainerAndTheOldestMakeRoom() throws Exception {
        Galleries galleries = new Galleries(folder);
        for (int step = 1; step <= Galleries.KEPT_MAX + 3; step++) {
            galleries.keep(Gallery.of(step, images(1), new float[] {1, 0}, 2));
        }

        Galleries later = new Galleries(folder);

        assertThat(later.steps()).isEqualTo(galleries.steps()).hasSize(Galleries.KEPT_MAX);
        assertThat(later.steps().getFirst()).isEqualTo(Galleries.KEPT_MAX + 3);
        assertThat(later.find(3)).isEmpty();
        JsonNode newest = new ObjectMapper().readTree(later.find(103).orElseThrow());
        assertThat(newest.get("rows").get(0).get("nearest").get(0).get("sha256").textValue())
                .isEqualTo("00".repeat(32));
        assertThat(newest.get("used").intValue()).isEqualTo(1);
    }

    /// A machine that loses its power may leave a file without its bytes.
    @ParameterizedTest
    @ValueSource(strings = {"", "{\"step\":12,\"rows\":[{", "null", "\u0000\u0000\u0000"})
    void aGalleryThatTheDiskLostIsNone(String left) throws Exception {
        new Galleries(folder).keep(Gallery.of(12, images(1), new float[] {1, 0}, 2));
        Files.writeString(folder.resolve("step-000000000012.json"), left);
        Galleries galleries = new Galleries(folder);

        assertThat(galleries.find(12)).isEmpty();
        assertThat(galleries.steps()).isEmpty();
    }

    @Test
    void aStateIsShownByItsOwnPrototypes() {
        Recipe recipe = Presets.named("tiny", 7);
        Compute compute = new Compute(Compute.Device.CPU, 1);
        try (Learner learner = Learner.fresh(recipe, compute)) {
            StateTree state = learner.state(Optional.empty());
            Features features = features(recipe, state, compute, 20);
            try (PrototypeScores prototypes = PrototypeScores.of(recipe, state, compute)) {
                float[] scores = prototypes.of(features);

                assertThat(scores).hasSize(20 * 24);
                for (float score : scores) {
                    assertThat(score).isBetween(-1.0001f, 1.0001f);
                }
                turnRound(state);
                try (PrototypeScores turned = PrototypeScores.of(recipe, state, compute)) {
                    float[] opposite = turned.of(features);
                    for (int i = 0; i < scores.length; i++) {
                        assertThat(opposite[i]).isEqualTo(-scores[i], within(1e-6f));
                    }
                }
            }
            Galleries galleries = new Galleries(folder);
            galleries.make(12, recipe, state, images(20), features, compute);
            assertThat(galleries.steps()).containsExactly(12L);
        }
    }

    private static void turnRound(StateTree state) {
        FloatBuffer prototypes =
                state.of("objective")
                        .get("prototypes.weight")
                        .data()
                        .duplicate()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer();
        for (int i = 0; i < prototypes.limit(); i++) {
            prototypes.put(i, -prototypes.get(i));
        }
    }

    private static Features features(Recipe recipe, StateTree state, Compute compute, int images) {
        int size = recipe.evaluation().size();
        ByteBuffer pixels = ByteBuffer.allocateDirect(images * size * size * 3);
        byte[] noise = new byte[pixels.capacity()];
        new Random(3).nextBytes(noise);
        pixels.put(noise).flip();
        try (Embedder embedder = Embedder.of(recipe, state, compute)) {
            return new Features(images, embedder.dimension(), embedder.embed(pixels, images));
        }
    }

    private static List<HeldOutImage> images(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new HeldOutImage("%02x".formatted(i).repeat(32), Optional.empty()))
                .toList();
    }
}
