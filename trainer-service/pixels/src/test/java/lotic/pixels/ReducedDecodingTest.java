package lotic.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.pixels.EvaluationView.Interpolation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;

/// What it costs to cut crops from a JPEG that was decoded smaller.
class ReducedDecodingTest {

    private static final int WIDTH = 403;
    private static final int HEIGHT = 301;
    private static final int SIZE = 32;

    private final byte[] file = SampleFiles.encode(waves(), "jpg");

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void aCropDiffersByLessThanTwoLevelsOnAverage(int reduction) {
        assertThat(meanDifference(crop(1, 0), crop(reduction, 0))).isLessThan(2);
    }

    /// Were edges of the box rounded to pixels of the smaller picture, this is what would be seen.
    @Test
    void aBoxThatLiesAFewPixelsBesideDiffersByMore() {
        assertThat(meanDifference(crop(1, 0), crop(8, 4))).isGreaterThan(4);
    }

    private PixelBuffer crop(int reduction, int aside) {
        PixelBuffer crop = new PixelBuffer();
        double scale = 1.0 / reduction;
        try (Decoder decoder = new Decoder()) {
            new Resize()
                    .apply(
                            decoder.decode(file, ImageHeader.read(file), reduction),
                            Resize.Frame.square(
                                    (13 + aside) * scale,
                                    7 * scale,
                                    301 * scale,
                                    259 * scale,
                                    SIZE),
                            Interpolation.BILINEAR,
                            false,
                            crop);
        }
        return crop;
    }

    private static double meanDifference(PixelBuffer one, PixelBuffer other) {
        byte[] these = PillowFixture.interleaved(one);
        byte[] those = PillowFixture.interleaved(other);
        long sum = 0;
        for (int i = 0; i < these.length; i++) {
            sum += Math.abs((these[i] & 0xff) - (those[i] & 0xff));
        }
        return (double) sum / these.length;
    }

    /// Waves of many lengths and colours, as photographs have edges and textures of all sizes.
    private static BufferedImage waves() {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int red = level(Math.sin(x / 9.0) + Math.sin(y / 31.0));
                int green = level(Math.sin((x + y) / 13.0) + Math.cos(x / 47.0));
                int blue = level(Math.cos((x - 2 * y) / 23.0) + Math.sin(x * y / 5_000.0));
                picture.setRGB(x, y, (red << 16) | (green << 8) | blue);
            }
        }
        return picture;
    }

    private static int level(double wave) {
        return (int) (127.5 + 60 * wave);
    }
}
