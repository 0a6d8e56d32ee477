package lotic.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

class LowShotTest {

    private static final LowShot THREE = new LowShot(LinearProbe.SWAV, 3, 11);

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 25})
    void aDrawHasEqualNumbersOfAllClassesAndNoImageTwice(int imagesPerClass) {
        LabelledFeatures known = Clouds.of(207, 3, 7, 1, 1);

        for (int draw = 0; draw < 3; draw++) {
            int[] rows = THREE.draw(known, imagesPerClass, draw);

            assertThat(Arrays.stream(rows).distinct().count()).isEqualTo(7L * imagesPerClass);
            for (int c = 0; c < 7; c++) {
                int ofClass = c;
                assertThat(Arrays.stream(rows).filter(row -> known.labels()[row] == ofClass))
                        .hasSize(imagesPerClass);
            }
        }
    }

    @Test
    void moreImagesAreTheFewerOnesAndOthers() {
        LabelledFeatures known = Clouds.of(100, 3, 4, 1, 1);

        List<Integer> few = boxed(THREE.draw(known, 5, 2));
        List<Integer> many = boxed(THREE.draw(known, 10, 2));

        assertThat(many).containsAll(few);
    }

    @Test
    void drawsDifferAndComeAgain() {
        LabelledFeatures known = Clouds.of(100, 3, 4, 1, 1);

        int[] first = THREE.draw(known, 5, 0);

        assertThat(THREE.draw(known, 5, 0)).isEqualTo(first);
        assertThat(boxed(THREE.draw(known, 5, 1))).isNotEqualTo(boxed(first));
        assertThat(boxed(new LowShot(LinearProbe.SWAV, 3, 12).draw(known, 5, 0)))
                .isNotEqualTo(boxed(first));
    }

    @Test
    void oneImageOfAClassTellsTightClassesApartAndMoreTellLooserOnes() throws Exception {
        LabelledFeatures tight = Clouds.of(200, 10, 10, 0.05, 1);
        LabelledFeatures loose = Clouds.of(500, 10, 10, 1, 1);
        LabelledFeatures test = Clouds.of(500, 10, 10, 1, 2);

        assertThat(THREE.judge(tight, Clouds.of(100, 10, 10, 0.05, 2), 1, _ -> {}).mean())
                .isEqualTo(1);
        assertThat(THREE.judge(loose, test, 25, _ -> {}).mean())
                .isGreaterThan(THREE.judge(loose, test, 1, _ -> {}).mean() + 0.1);
    }

    @Test
    void meanAndDeviationAreThoseOfTheDraws() {
        var outcome = new LowShot.Outcome(1, List.of(0.1, 0.2, 0.6));

        assertThat(outcome.mean()).isCloseTo(0.3, within(1e-12));
        assertThat(outcome.deviation()).isCloseTo(Math.sqrt(0.07), within(1e-12));
        assertThat(new LowShot.Outcome(1, List.of(0.4)).deviation()).isZero();
    }

    @Test
    void aShareIsSpreadOverTheClasses() {
        LabelledFeatures known = Clouds.of(1000, 2, 10, 1, 1);

        assertThat(LowShot.imagesPerClass(known, 0.1)).isEqualTo(10);
        assertThat(LowShot.imagesPerClass(known, 0.01)).isEqualTo(1);
        assertThat(LowShot.imagesPerClass(known, 0.001)).isEqualTo(1);
    }

    @Test
    void aClassWithTooFewImagesIsNamed() {
        LabelledFeatures known =
                LabelledFeatures.of(new Features(3, 1, new float[3]), new int[] {0, 0, 1}, 3);

        assertThat(LowShot.tooFew(known, 1)).isEqualTo(Map.of(2, 0));
        assertThat(LowShot.tooFew(known, 2)).isEqualTo(Map.of(1, 1, 2, 0));
        assertThatThrownBy(() -> THREE.draw(known, 1, 0))
                .hasMessage("1 images of a class are not to be had of 0");
    }

    private static List<Integer> boxed(int[] rows) {
        return Arrays.stream(rows).boxed().toList();
    }
}
