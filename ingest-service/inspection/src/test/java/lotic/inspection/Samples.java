package lotic.inspection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Files of 40 x 24 pixels that a common encoder (Pillow 9.4, with libjpeg-turbo, libpng and
/// libwebp) made of one drawing.
final class Samples {

    static final PixelLimit LIMIT = PixelLimit.standard();

    static final List<String> JPEGS =
            List.of(
                    "baseline-420.jpg",
                    "baseline-444.jpg",
                    "progressive.jpg",
                    "grey.jpg",
                    "cmyk.jpg");
    static final List<String> PNGS =
            List.of("palette.png", "16-bit.png", "alpha.png", "animated.png");
    static final List<String> WEBPS =
            List.of("lossy.webp", "lossless.webp", "alpha.webp", "animated.webp");
    static final List<String> GIFS = List.of("still.gif", "animated.gif");
    static final List<String> BMPS = List.of("palette.bmp", "24-bit.bmp");

    private Samples() {}

    static Stream<String> all() {
        return Stream.of(JPEGS, PNGS, WEBPS, GIFS, BMPS).flatMap(List::stream);
    }

    static byte[] read(String name) {
        try (InputStream stream = Samples.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Inspection.Taken take(byte[] file) {
        return switch (Inspection.of(file, LIMIT)) {
            case Inspection.Taken taken -> taken;
            case Inspection.Refused refused -> throw new AssertionError(refused);
        };
    }

    static Inspection.Refused refusalOf(byte[] file) {
        return switch (Inspection.of(file, LIMIT)) {
            case Inspection.Refused refused -> refused;
            case Inspection.Taken taken -> throw new AssertionError(taken);
        };
    }

    static int indexOf(byte[] file, int first, int second) {
        for (int i = 0; i < file.length - 1; i++) {
            if (file[i] == (byte) first && file[i + 1] == (byte) second) {
                return i;
            }
        }
        throw new AssertionError("not in the file");
    }
}
