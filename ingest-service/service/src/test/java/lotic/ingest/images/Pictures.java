package lotic.ingest.images;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Random;

import javax.imageio.ImageIO;

/// Sound images, each of its seed.
public final class Pictures {

    private static final int SIDE = 32;

    private Pictures() {}

    /// A JPEG of 32 x 32 pixels.
    public static byte[] jpeg(long seed) {
        return write("jpg", drawing(BufferedImage.TYPE_INT_RGB, SIDE, seed));
    }

    public static byte[] largeJpeg(long seed) {
        return write("jpg", drawing(BufferedImage.TYPE_INT_RGB, 512, seed));
    }

    public static byte[] sixteenBitPng() {
        return write("png", drawing(BufferedImage.TYPE_USHORT_GRAY, SIDE, 1));
    }

    public static byte[] palettePng() {
        return write("png", drawing(BufferedImage.TYPE_BYTE_INDEXED, SIDE, 2));
    }

    public static byte[] cmykJpeg() {
        return read("cmyk.jpg");
    }

    /// Three frames.
    public static byte[] animatedGif() {
        return read("animated.gif");
    }

    public static byte[] webp() {
        return read("lossy.webp");
    }

    /// A JPEG whose EXIF data say that it is to be turned by a quarter.
    public static byte[] rotatedJpeg() {
        byte[] jpeg = jpeg(3);
        byte[] orientation = {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34, // APP1 and its length
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8, // TIFF header
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            6,
            0,
            0, // one entry: orientation 6
            0,
            0,
            0,
            0
        };
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(jpeg, 0, 2);
        file.writeBytes(orientation);
        file.write(jpeg, 2, jpeg.length - 2);
        return file.toByteArray();
    }

    private static BufferedImage drawing(int type, int side, long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(side, side, type);
        int colour = random.nextInt();
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                image.setRGB(x, y, colour + x * 4 + y * 1024 + random.nextInt(8));
            }
        }
        return image;
    }

    private static byte[] write(String format, BufferedImage image) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static byte[] read(String name) {
        try (InputStream stream = Pictures.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
