package lotic.standalone.pictures;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Draws pictures. Safe for use by many threads.
///
/// Each run of [Subject]s many pictures shows every subject once, in an order of its own, so that
/// all are equally frequent and none can be foretold from the one before.
///
/// @param seed of the whole stream
public record PictureGenerator(long seed) {

    private static final float JPEG_QUALITY = 0.85f;

    /// How many subjects there are.
    public static int subjects() {
        return Subject.values().length;
    }

    /// The picture of a number.
    ///
    /// @param index from 0
    public Picture draw(long index) {
        Subject subject = subject(index);
        Canvas canvas = new Canvas(random(index));
        subject.painter().paint(canvas);
        expose(canvas);
        return new Picture(
                jpeg(canvas.image()), subject.label(), subject.label() + ": " + canvas.caption());
    }

    private Subject subject(long index) {
        Subject[] order = Subject.values();
        SplittableRandom random = random(~(index / order.length));
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Subject swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order[(int) (index % order.length)];
    }

    private SplittableRandom random(long index) {
        return new SplittableRandom(seed * 0x9e3779b97f4a7c15L + index * 0xd1b54a32d192ed03L);
    }

    /// What a camera adds: contrast, brightness, noise.
    private static void expose(Canvas canvas) {
        double contrast = canvas.between(0.75, 1.2);
        double brightness = canvas.between(-24, 24);
        double noise = canvas.between(1, 8);
        int[] pixels = canvas.pixels();
        for (int i = 0; i < pixels.length; i++) {
            int exposed = 0;
            for (int shift = 16; shift >= 0; shift -= 8) {
                double value = ((pixels[i] >> shift & 0xff) - 128) * contrast + 128 + brightness;
                // The sum of two uniform draws is near enough to a camera's noise, and cheap.
                value +=
                        noise
                                * 1.2
                                * (canvas.random().nextDouble() + canvas.random().nextDouble() - 1);
                exposed |= Math.clamp(Math.round(value), 0, 255) << shift;
            }
            pixels[i] = exposed;
        }
    }

    private static byte[] jpeg(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream file = new ByteArrayOutputStream(8 << 10);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(JPEG_QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), quality);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail to be written", impossible);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }
}
