package lotic.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.inspection.Dimensions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.IntStream;

class CropBoxTest {

    private static final CropGroup LARGE = new CropGroup(2, 224, 0.14, 1);
    private static final CropGroup SMALL = new CropGroup(4, 96, 0.05, 0.14);

    @ParameterizedTest
    @CsvSource({"500, 375", "32, 32", "1, 1", "3, 2000", "4000, 3", "8, 11"})
    void boxesLieWithinTheImage(int width, int height) {
        Dimensions image = new Dimensions(width, height);

        for (int i = 0; i < 2_000; i++) {
            CropBox box = draw(image, i % 2 == 0 ? LARGE : SMALL, i);

            assertThat(box.width()).isBetween(1, width);
            assertThat(box.height()).isBetween(1, height);
            assertThat(box.x()).isBetween(0, width - box.width());
            assertThat(box.y()).isBetween(0, height - box.height());
        }
    }

    @Test
    void areaAndRatioKeepTheirBounds() {
        Dimensions image = new Dimensions(1_000, 800);

        for (int i = 0; i < 2_000; i++) {
            CropBox box = draw(image, SMALL, i);

            // Rounding a side of at least 170 pixels moves either by less than 1 %.
            double share = (double) box.width() * box.height() / image.pixels();
            double ratio = (double) box.width() / box.height();
            assertThat(share).isBetween(0.05 * 0.99, 0.14 * 1.01);
            assertThat(ratio).isBetween(3.0 / 4 * 0.99, 4.0 / 3 * 1.01);
        }
    }

    @Test
    void areaAndPlaceAreUniform() {
        Dimensions image = new Dimensions(1_000, 1_000);
        int draws = 20_000;

        double share =
                IntStream.range(0, draws)
                        .mapToObj(i -> draw(image, SMALL, i))
                        .mapToDouble(box -> (double) box.width() * box.height() / image.pixels())
                        .average()
                        .orElseThrow();
        double place =
                IntStream.range(0, draws)
                        .mapToObj(i -> draw(image, SMALL, i))
                        .mapToDouble(box -> box.x() / (double) (image.width() - box.width()))
                        .average()
                        .orElseThrow();

        // Five standard errors: 0.09 / sqrt(12 n) and 1 / sqrt(12 n).
        assertThat(share).isCloseTo(0.095, within(0.001));
        assertThat(place).isCloseTo(0.5, within(0.01));
    }

    /// As many boxes are wider by some factor as are narrower by it, and a width of 4/3 times the
    /// height is as frequent as any other: what is uniform is the logarithm.
    @Test
    void theRatiosLogarithmIsUniform() {
        Dimensions image = new Dimensions(4_000, 4_000);
        int draws = 20_000;
        int[] counts = new int[8];
        for (int i = 0; i < draws; i++) {
            CropBox box = draw(image, SMALL, i);
            double logarithm = Math.log((double) box.width() / box.height());
            double place = (logarithm / Math.log(4.0 / 3) + 1) / 2;
            counts[(int) Math.clamp(8 * place, 0, 7)]++;
        }

        // Five standard deviations of a count around 2500.
        for (int count : counts) {
            assertThat(count).isBetween(2500 - 240, 2500 + 240);
        }
    }

    @Test
    void whereNoBoxFitsTheLargestCentredOneIsTaken() {
        CropGroup whole = new CropGroup(1, 32, 1, 1);

        assertThat(draw(new Dimensions(10, 400), whole, 1)).isEqualTo(new CropBox(0, 193, 10, 13));
        assertThat(draw(new Dimensions(400, 12), whole, 1)).isEqualTo(new CropBox(192, 0, 16, 12));
    }

    private static CropBox draw(Dimensions image, CropGroup group, int offset) {
        return CropBox.draw(image, group, new Draws(new ViewSeed(1, 0, offset, 0), 0));
    }
}
