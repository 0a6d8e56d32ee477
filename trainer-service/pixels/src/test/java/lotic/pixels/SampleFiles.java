package lotic.pixels;

import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/// Image files for tests, written by the JDK.
final class SampleFiles {

    static final int RED = 0xff0000;
    static final int GREEN = 0x00ff00;
    static final int BLUE = 0x0000ff;
    static final int YELLOW = 0xffff00;

    private SampleFiles() {}

    /// @param format as ImageIO names it, such as "png"
    static byte[] encode(RenderedImage picture, String format) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, format, file)) {
                throw new IllegalArgumentException("no writer for this kind of " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /// One colour all over.
    static BufferedImage plain(int width, int height, int colour) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            picture.setRGB(i % width, i / width, colour);
        }
        return picture;
    }

    /// 32 wide, 16 high: red and green above, blue and yellow below.
    static BufferedImage quarters() {
        BufferedImage picture = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 32 * 16; i++) {
            int x = i % 32;
            int y = i / 32;
            int above = x < 16 ? RED : GREEN;
            int below = x < 16 ? BLUE : YELLOW;
            picture.setRGB(x, y, y < 8 ? above : below);
        }
        return picture;
    }

    /// A GIF of these frames.
    static byte[] animation(List<BufferedImage> frames) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (BufferedImage frame : frames) {
                ImageTypeSpecifier type = ImageTypeSpecifier.createFromRenderedImage(frame);
                writer.writeToSequence(
                        new IIOImage(frame, null, writer.getDefaultImageMetadata(type, null)),
                        null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    /// The JPEG with an EXIF block that holds an orientation and no more.
    static byte[] oriented(byte[] jpeg, int orientation, ByteOrder order) {
        byte[] tiff = tiff(orientation, order);
        return ByteBuffer.allocate(jpeg.length + 10 + tiff.length)
                .put(jpeg, 0, 2)
                .putShort((short) 0xffe1)
                .putShort((short) (8 + tiff.length))
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put(tiff)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /// The PNG with an eXIf chunk behind its header.
    static byte[] orientedPng(byte[] png, int orientation) {
        int header = 8 + 25;
        byte[] tiff = tiff(orientation, ByteOrder.BIG_ENDIAN);
        byte[] typed =
                ByteBuffer.allocate(4 + tiff.length)
                        .put("eXIf".getBytes(StandardCharsets.US_ASCII))
                        .put(tiff)
                        .array();
        CRC32 sum = new CRC32();
        sum.update(typed);
        return ByteBuffer.allocate(png.length + 12 + tiff.length)
                .put(png, 0, header)
                .putInt(tiff.length)
                .put(typed)
                .putInt((int) sum.getValue())
                .put(png, header, png.length - header)
                .array();
    }

    private static byte[] tiff(int orientation, ByteOrder order) {
        return ByteBuffer.allocate(26)
                .order(order)
                .put(
                        (order == ByteOrder.BIG_ENDIAN ? "MM" : "II")
                                .getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    /// A file beside this class.
    static byte[] resource(String name) {
        try (InputStream stream = SampleFiles.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
