package lotic.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.learning.Embedder;
import lotic.learning.Learner;
import lotic.learning.engine.Compute;
import lotic.learning.recipe.Presets;
import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.TrunkSpec;
import lotic.learning.state.StateTree;
import lotic.learning.state.Tensor;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

import javax.imageio.ImageIO;

/// What clients see of a version is what the trainer sees of its state.
class ClientFeaturesTest {

    private static final Compute ONE_THREAD = new Compute(Compute.Device.CPU, 1);

    /// Of the largest feature: two engines, each in float32, behind the same pixels.
    private static final double TOLERANCE = 1e-4;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"regnety_002", "regnety_004"})
    void aFolderGivesTheTrainersOwnFeaturesFromTheBytesOfAJpeg(String trunk) throws Exception {
        Recipe recipe = recipe(trunk);
        StateTree state = trained(recipe);
        Snapshot snapshot = Snapshots.of(recipe, state);
        Draft draft = Draft.of(snapshot, Snapshots.EVALUATION, Snapshots.SOFTWARE);
        VersionFolder.write(folder, snapshot, draft, new OnnxExporter(ONE_THREAD));
        int size = recipe.evaluation().size();
        ByteBuffer pixels = ByteBuffer.allocateDirect(size * size * 3);

        try (Embedder trainer = Embedder.of(recipe, state, ONE_THREAD);
                var client = lotic.registry.inference.Embedder.open(folder, "demo@1")) {
            for (int picture = 0; picture < 8; picture++) {
                byte[] jpeg = jpeg(new Random(picture));
                pixels.clear();
                recipe.evaluation().render(jpeg, pixels);
                float[] expected = trainer.embed(pixels, 1);

                float[] actual = client.embed(jpeg).vector();

                assertThat(actual)
                        .containsExactly(expected, within((float) (TOLERANCE * largest(expected))));
            }
        }
    }

    private static Recipe recipe(String trunk) {
        return Presets.drawn(7).withTrunk(new TrunkSpec.RegNetY(trunk));
    }

    /// A fresh state whose statistics are not those of a fresh one.
    private static StateTree trained(Recipe recipe) {
        try (Learner learner = Learner.fresh(recipe, ONE_THREAD)) {
            StateTree state = learner.state(Optional.empty());
            Random random = new Random(1);
            state.of("trunk")
                    .forEach(
                            (name, tensor) -> {
                                if (name.endsWith("running_mean")) {
                                    fill(tensor, random, -0.2, 0.2);
                                } else if (name.endsWith("running_var")) {
                                    fill(tensor, random, 0.5, 2);
                                }
                            });
            return state;
        }
    }

    private static void fill(Tensor tensor, Random random, double least, double most) {
        for (int at = 0; at < tensor.bytes(); at += Float.BYTES) {
            tensor.data().putFloat(at, (float) random.nextDouble(least, most));
        }
    }

    private static byte[] jpeg(Random random) throws IOException {
        BufferedImage image = new BufferedImage(170, 120, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        for (int stroke = 0; stroke < 60; stroke++) {
            pen.setColor(new Color(random.nextInt(1 << 24)));
            pen.fillOval(random.nextInt(170), random.nextInt(120), 40, random.nextInt(5, 40));
        }
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }

    private static double largest(float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
