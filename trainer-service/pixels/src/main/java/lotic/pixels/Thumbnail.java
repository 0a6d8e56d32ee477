package lotic.pixels;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import lotic.inspection.ImageFormat;
import lotic.pixels.EvaluationView.Interpolation;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

import java.nio.ByteBuffer;

/// Pictures for people, encoded anew: of a file that came from outside only pixels get through, no
/// metadata and nothing that a browser's decoder could stumble over. Safe for use by many threads.
public final class Thumbnail {

    static {
        OpenCv.load();
    }

    private static final int JPEG_QUALITY = 85;

    private Thumbnail() {}

    /// A small JPEG of an image.
    ///
    /// @param image the file's bytes
    /// @param side longest side of the result in pixels, 1 or more; a smaller image keeps its size
    /// @throws UndecodableImageException if the decoder makes no picture of the bytes
    public static byte[] jpeg(byte[] image, int side) {
        ImageHeader header = ImageHeader.read(image);
        byte[][] result = new byte[1][];
        Workbench.use(
                bench -> {
                    DecodedImage decoded =
                            bench.decoder().decode(image, header, reduction(header, side));
                    bench.resize()
                            .apply(
                                    decoded,
                                    frame(decoded, side),
                                    Interpolation.BILINEAR,
                                    false,
                                    bench.crop());
                    PixelBuffer small = bench.crop();
                    ByteBuffer pixels = ByteBuffer.allocateDirect(3 * small.pixels());
                    small.writeTo(pixels);
                    result[0] =
                            encode(
                                    ".jpg",
                                    pixels.flip(),
                                    small.width(),
                                    small.height(),
                                    IMWRITE_JPEG_QUALITY,
                                    JPEG_QUALITY);
                });
        return result[0];
    }

    /// A PNG with exactly these pixels.
    ///
    /// @param pixels direct, (size, size, 3) uint8 RGB from its position, which stays
    /// @param size side of the square
    public static byte[] png(ByteBuffer pixels, int size) {
        return encode(".png", pixels.slice(), size, size);
    }

    /// A JPEG decodes smaller at less cost.
    private static int reduction(ImageHeader header, int side) {
        int longest = Math.max(header.stored().width(), header.stored().height());
        int reduction = header.format() == ImageFormat.JPEG ? 8 : 1;
        while (reduction > 1 && longest < reduction * side) {
            reduction /= 2;
        }
        return reduction;
    }

    private static Resize.Frame frame(DecodedImage image, int side) {
        double scale = Math.min(1, (double) side / Math.max(image.width(), image.height()));
        int width = Math.max(1, (int) Math.rint(scale * image.width()));
        int height = Math.max(1, (int) Math.rint(scale * image.height()));
        return new Resize.Frame(
                0, 0, image.width(), image.height(), width, height, 0, 0, width, height);
    }

    /// @param parameters keys of the encoder and their values by turns
    private static byte[] encode(
            String format, ByteBuffer rgb, int width, int height, int... parameters) {
        try (BytePointer data = new BytePointer(rgb);
                Mat picture = new Mat(height, width, CV_8UC3, data);
                Mat turned = new Mat();
                BytePointer file = new BytePointer();
                IntPointer settings = new IntPointer(parameters)) {
            cvtColor(picture, turned, COLOR_RGB2BGR);
            if (!opencv_imgcodecs.imencode(format, turned, file, settings)) {
                throw new IllegalStateException("OpenCV has no encoder for " + format);
            }
            byte[] encoded = new byte[Math.toIntExact(file.limit())];
            file.get(encoded);
            return encoded;
        }
    }
}
