package lotic.standalone.embed;

import lotic.learning.ops.Init;
import lotic.learning.ops.Onnx;
import lotic.learning.ops.OnnxGraph;
import lotic.learning.ops.Window;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import javax.imageio.ImageIO;

/// A version whose features are the mean of red, green and blue, in 0..1: everybody sees which
/// pictures it takes for similar.
public final class ColourVersion {

    private ColourVersion() {}

    /// Writes the version's files.
    public static Path write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("onnx"));
        Files.writeString(
                folder.resolve("preprocessor_config.json"),
                """
                {"size": {"shortest_edge": 16}, "crop_pct": 1, "resample": 2,
                 "rescale_factor": 0.00392156862745098,
                 "image_mean": [0, 0, 0], "image_std": [1, 1, 1]}
                """);
        ByteBuffer diagonal = ByteBuffer.allocate(9 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 9; i++) {
            diagonal.putFloat(i % 4 == 0 ? 1 : 0);
        }
        OnnxGraph graph = new OnnxGraph("colours", _ -> diagonal.flip());
        Onnx ops = new Onnx(graph);
        Onnx.Value x = graph.input("pixel_values", "batch", "3", "height", "width");
        Onnx.Value weight = ops.parameter("weight", Init.zeros(), 3, 3, 1, 1);
        Onnx.Value map = ops.conv2d(x, weight, Optional.empty(), Window.of(1));
        graph.output("pooler_output", ops.averagePool(map), "batch", "3");
        try (OutputStream out = Files.newOutputStream(folder.resolve("onnx/model.onnx"))) {
            graph.write(out);
        }
        return folder;
    }

    /// A picture of one colour.
    public static Path picture(Path file, int red, int green, int blue) throws IOException {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(red, green, blue));
        pen.fillRect(0, 0, 40, 30);
        pen.dispose();
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
