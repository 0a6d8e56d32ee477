package lotic.standalone.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import javax.imageio.ImageIO;

class PictureGeneratorTest {

    private final PictureGenerator generator = new PictureGenerator(7);

    @Test
    void theSameNumberGivesTheSameFile() {
        assertThat(new PictureGenerator(7).draw(41).jpeg()).isEqualTo(generator.draw(41).jpeg());
        assertThat(new PictureGenerator(8).draw(41).jpeg()).isNotEqualTo(generator.draw(41).jpeg());
    }

    @Test
    void everyRunOfSubjectsShowsEachOnce() {
        int subjects = PictureGenerator.subjects();
        for (long run = 0; run < 5; run++) {
            long first = run * subjects;
            assertThat(
                            LongStream.range(first, first + subjects)
                                    .mapToObj(i -> generator.draw(i).label()))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aPictureIsAJpegOfTheStatedSide() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(generator.draw(3).jpeg()));

        assertThat(image.getWidth()).isEqualTo(Canvas.SIDE);
        assertThat(image.getHeight()).isEqualTo(Canvas.SIDE);
    }

    @Test
    void theMeanColourDoesNotTellTheSubjectsApart() throws IOException {
        int known = 650;
        int asked = 195;
        List<double[]> colours = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < known + asked; i++) {
            Picture picture = generator.draw(i);
            colours.add(meanColour(picture.jpeg()));
            labels.add(picture.label());
        }

        int right = 0;
        for (int i = known; i < known + asked; i++) {
            right += vote(colours, labels, known, colours.get(i)).equals(labels.get(i)) ? 1 : 0;
        }

        // Guessing gets 1 in 13, which is 15 of 195; three standard deviations above that are 26.
        assertThat(right).isLessThan(35);
    }

    /// The commonest label among the ten nearest.
    private static String vote(
            List<double[]> colours, List<String> labels, int known, double[] colour) {
        Map<String, Integer> votes = new HashMap<>();
        IntStream.range(0, known)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> distance(colours.get(i), colour)))
                .limit(10)
                .forEach(i -> votes.merge(labels.get(i), 1, Integer::sum));
        return votes.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    private static double distance(double[] a, double[] b) {
        return Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
    }

    private static double[] meanColour(byte[] jpeg) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        double[] mean = new double[3];
        for (int rgb :
                image.getRGB(
                        0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
            for (int channel = 0; channel < 3; channel++) {
                mean[channel] += rgb >> 8 * channel & 0xff;
            }
        }
        return mean;
    }
}
