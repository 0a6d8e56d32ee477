package lotic.standalone.evaluate;

import lotic.learning.Learner;
import lotic.learning.engine.Compute;
import lotic.learning.recipe.Presets;
import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.RecipeJson;
import lotic.learning.weights.NamingConvention;
import lotic.learning.weights.TrunkWeights;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

import javax.imageio.ImageIO;

/// A version that has learnt nothing, and pictures that even it can tell apart.
public final class UntrainedVersion {

    static final Compute ONE_THREAD = new Compute(Compute.Device.CPU, 1);

    private UntrainedVersion() {}

    /// Writes what an evaluation reads of a version.
    public static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Recipe recipe = Presets.named("tiny", 1);
        Files.writeString(
                folder.resolve("lotic.json"),
                "{\"format\": 1, \"recipe\": " + RecipeJson.write(recipe) + "}");
        try (Learner learner = Learner.fresh(recipe, ONE_THREAD)) {
            TrunkWeights.of(learner.state(Optional.empty()))
                    .write(folder.resolve("model.safetensors"), NamingConvention.TIMM);
        }
        return folder;
    }

    /// Pictures of noisy red, green and blue, so many of each, with their labels beside them.
    public static Path colours(Path folder, int ofEach, long seed) throws IOException {
        Files.createDirectories(folder);
        Random random = new Random(seed);
        for (int i = 0; i < ofEach; i++) {
            picture(folder, "red-" + i, new Color(220, 30, 30), random);
            picture(folder, "green-" + i, new Color(30, 220, 30), random);
            picture(folder, "blue-" + i, new Color(30, 30, 220), random);
        }
        return folder;
    }

    private static void picture(Path folder, String name, Color colour, Random random)
            throws IOException {
        BufferedImage image = new BufferedImage(40, 32, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(colour);
        pen.fillRect(0, 0, 40, 32);
        for (int spot = 0; spot < 30; spot++) {
            pen.setColor(new Color(random.nextInt(1 << 24)));
            pen.fillRect(random.nextInt(40), random.nextInt(32), 3, 3);
        }
        pen.dispose();
        ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
        Files.writeString(
                folder.resolve(name + ".cls"), name.substring(0, name.indexOf('-')) + "\n");
    }
}
