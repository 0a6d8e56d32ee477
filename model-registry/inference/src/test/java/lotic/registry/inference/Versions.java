package lotic.registry.inference;

import lotic.learning.ops.Init;
import lotic.learning.ops.Onnx;
import lotic.learning.ops.OnnxGraph;
import lotic.learning.ops.Window;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import javax.imageio.ImageIO;

/// Versions whose features tell which of them it was: the mean colour, times the version's factor.
final class Versions {

    /// Behind normalisation by ImageNet's numbers, a picture of 200, 100, 50.
    static final double[] FEATURES = {
        (200 / 255.0 - 0.485) / 0.229, (100 / 255.0 - 0.456) / 0.224, (50 / 255.0 - 0.406) / 0.225
    };

    static final String PREPARATION =
            """
            {"size": {"shortest_edge": 32}, "crop_pct": 0.875, "resample": 2,
             "rescale_factor": 0.00392156862745098,
             "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225]}
            """;

    private Versions() {}

    static SortedMap<String, byte[]> files(double factor) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put("onnx/model.onnx", model(factor));
        files.put("preprocessor_config.json", PREPARATION.getBytes());
        return files;
    }

    /// A picture of one colour, 200, 100, 50.
    static byte[] picture() {
        BufferedImage image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(200, 100, 50));
        graphics.fillRect(0, 0, 60, 40);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return png.toByteArray();
    }

    private static byte[] model(double factor) {
        ByteBuffer diagonal = ByteBuffer.allocate(9 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 9; i++) {
            diagonal.putFloat(i % 4 == 0 ? (float) factor : 0);
        }
        OnnxGraph graph = new OnnxGraph("colours", _ -> diagonal.flip());
        Onnx ops = new Onnx(graph);
        Onnx.Value x = graph.input("pixel_values", "batch", "3", "height", "width");
        Onnx.Value weight = ops.parameter("weight", Init.zeros(), 3, 3, 1, 1);
        Onnx.Value map = ops.conv2d(x, weight, Optional.empty(), Window.of(1));
        graph.output("last_hidden_state", map, "batch", "3", "h", "w");
        graph.output("pooler_output", ops.averagePool(map), "batch", "3");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            graph.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
