package lotic.benchmarks.pixels;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/// Decodes the whole picture into memory that is used again, and nothing else: the yardstick for
/// what comes after decoding.
public final class PlainDecode implements Treatment {

    static {
        opencv_core.setNumThreads(0); // as where pictures are made for learning
    }

    private BytePointer input = new BytePointer(64 << 10);
    private final Mat decoded = new Mat();

    @Override
    public void apply(byte[] image, int number) {
        if (input.capacity() < image.length) {
            input.close();
            input = new BytePointer(image.length);
        }
        input.put(image, 0, image.length);
        try (Mat bytes = new Mat(1, image.length, CV_8UC1, input);
                Mat result =
                        opencv_imgcodecs.imdecode(
                                bytes, IMREAD_COLOR_RGB | IMREAD_IGNORE_ORIENTATION, decoded)) {
            if (result.empty()) {
                throw new IllegalArgumentException(
                        "picture %d cannot be decoded; leave it out".formatted(number + 1));
            }
        }
    }

    @Override
    public void close() {
        input.close();
        decoded.close();
    }
}
