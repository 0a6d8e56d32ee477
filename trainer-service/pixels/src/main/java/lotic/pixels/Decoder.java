package lotic.pixels;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.transpose;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import lotic.inspection.ImageFormat;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Makes upright 8-bit RGB of any picture: CMYK and grey are converted, 16 bits scaled to 8, of an
/// animation the first frame is taken, and what is transparent shows white behind it, as viewers
/// show it. EXIF's orientation is applied here and nowhere else.
///
/// Reuses its native memory; an instance belongs to one thread.
final class Decoder implements AutoCloseable {

    static {
        OpenCv.load();
    }

    private static final double EIGHT_OF_SIXTEEN_BITS = 1 / 257.0;

    // Which order `flip` turns round.
    private static final int BOTH = -1;
    private static final int ROWS = 0;
    private static final int COLUMNS = 1;

    private BytePointer input = new BytePointer(64 << 10);
    private final Mat decoded = new Mat();
    private final Mat converted = new Mat();
    private final Mat upright = new Mat();

    /// @param image the file's bytes
    /// @param header of this file
    /// @param reduction 1, 2, 4 or 8: sides of the result are those of the picture divided by it,
    ///   rounded up; 1 for anything but a JPEG
    /// @throws UndecodableImageException if the decoder makes no picture of the bytes
    DecodedImage decode(byte[] image, ImageHeader header, int reduction) {
        boolean jpeg = header.format() == ImageFormat.JPEG;
        int flags =
                jpeg
                        ? IMREAD_COLOR_RGB | IMREAD_IGNORE_ORIENTATION | reductionFlag(reduction)
                        : IMREAD_UNCHANGED;
        decodeStored(image, flags);
        int width = (header.stored().width() + reduction - 1) / reduction;
        int height = (header.stored().height() + reduction - 1) / reduction;
        if (decoded.cols() != width || decoded.rows() != height) {
            throw new UndecodableImageException(
                    "declared as %d x %d, decoded as %d x %d"
                            .formatted(width, height, decoded.cols(), decoded.rows()));
        }
        return view(turn(jpeg ? decoded : toRgb(), header.orientation()));
    }

    // "Grey" and RGB together mean RGB at reduced size; OpenCV refuses the flags named COLOR here.
    private static int reductionFlag(int reduction) {
        return switch (reduction) {
            case 1 -> 0;
            case 2 -> IMREAD_REDUCED_GRAYSCALE_2;
            case 4 -> IMREAD_REDUCED_GRAYSCALE_4;
            case 8 -> IMREAD_REDUCED_GRAYSCALE_8;
            default -> throw new IllegalArgumentException("no reduced decoding by " + reduction);
        };
    }

    private void decodeStored(byte[] image, int flags) {
        if (input.capacity() < image.length) {
            input.close();
            input = new BytePointer(image.length);
        }
        input.put(image, 0, image.length);
        try (Mat result = imdecode(flags, image.length)) {
            if (result.empty()) {
                throw new UndecodableImageException(
                        "the decoder makes no picture of these %d bytes".formatted(image.length));
            }
        }
    }

    /// @return `decoded`, or an empty picture; not `decoded` itself, which may keep an older one
    private Mat imdecode(int flags, int length) {
        try (Mat bytes = new Mat(1, length, CV_8UC1, input)) {
            return opencv_imgcodecs.imdecode(bytes, flags, decoded);
        } catch (RuntimeException e) { // the type to which JavaCPP maps any C++ exception
            throw new UndecodableImageException(
                    "the decoder refuses these %d bytes".formatted(length), e);
        }
    }

    private Mat toRgb() {
        Mat eight = decoded;
        if (decoded.depth() == CV_16U) {
            decoded.convertTo(converted, CV_8U, EIGHT_OF_SIXTEEN_BITS, 0);
            eight = converted;
        }
        switch (eight.channels()) {
            case 1 -> cvtColor(eight, upright, COLOR_GRAY2RGB);
            case 3 -> cvtColor(eight, upright, COLOR_BGR2RGB);
            case 4 -> composeOnWhite(eight);
            default ->
                    throw new UndecodableImageException(
                            "a picture of " + eight.channels() + " channels");
        }
        return upright;
    }

    private void composeOnWhite(Mat blueGreenRedAlpha) {
        int width = blueGreenRedAlpha.cols();
        upright.create(blueGreenRedAlpha.rows(), width, CV_8UC3);
        MemorySegment source = view(blueGreenRedAlpha).pixels();
        MemorySegment target = view(upright).pixels();
        long pixels = (long) width * blueGreenRedAlpha.rows();
        for (long i = 0; i < pixels; i++) {
            int alpha = channel(source, 4 * i + 3);
            for (int channel = 0; channel < 3; channel++) {
                int opaque = channel(source, 4 * i + 2 - channel);
                int composed = (opaque * alpha + 255 * (255 - alpha) + 127) / 255;
                target.set(ValueLayout.JAVA_BYTE, 3 * i + channel, (byte) composed);
            }
        }
    }

    private static int channel(MemorySegment pixels, long at) {
        return pixels.get(ValueLayout.JAVA_BYTE, at) & 0xff;
    }

    private Mat turn(Mat stored, Orientation orientation) {
        Mat turned = stored;
        if (orientation.transposes()) {
            transpose(turned, converted);
            turned = converted;
        }
        if (orientation.flipsColumns() && orientation.flipsRows()) {
            flip(turned, turned, BOTH);
        } else if (orientation.flipsColumns()) {
            flip(turned, turned, COLUMNS);
        } else if (orientation.flipsRows()) {
            flip(turned, turned, ROWS);
        }
        return turned;
    }

    private static DecodedImage view(Mat picture) {
        long rowBytes = picture.step();
        BytePointer start = picture.data();
        start.capacity(rowBytes * picture.rows());
        return new DecodedImage(
                MemorySegment.ofBuffer(start.asByteBuffer()),
                picture.cols(),
                picture.rows(),
                rowBytes);
    }

    /// Native memory that this decoder holds on to.
    long heldBytes() {
        return input.capacity() + heldBytes(decoded) + heldBytes(converted) + heldBytes(upright);
    }

    private static long heldBytes(Mat picture) {
        return picture.empty() ? 0 : picture.total() * picture.elemSize();
    }

    @Override
    public void close() {
        input.close();
        decoded.close();
        converted.close();
        upright.close();
    }
}
