package lotic.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.benchmarks.quality.QualityBenchmark.Mark;
import lotic.benchmarks.quality.QualityBenchmark.Result;
import lotic.learning.engine.Compute;
import lotic.learning.recipe.Presets;
import lotic.learning.recipe.Recipe;

import org.junit.jupiter.api.Test;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

class QualityBenchmarkTest {

    private static final Recipe TINY = Presets.named("tiny", 1);
    private static final Compute COMPUTE = new Compute(Compute.Device.CPU, 1);

    @Test
    void marksARunOnItsWayAndAtItsEnd() throws IOException {
        List<Mark> told = new ArrayList<>();

        Result result = benchmark(100).run(72, 32, told::add);

        assertThat(result.course()).isEqualTo(told);
        assertThat(told).extracting(Mark::images).containsExactly(32L, 64L, 80L);
        assertThat(told).extracting(Mark::step).containsExactly(2L, 4L, 5L);
        assertThat(told).allSatisfy(mark -> assertThat(mark.knn()).isBetween(0.0, 1.0));
    }

    @Test
    void equalSeedsMakeEqualRuns() throws IOException {
        Mark one = benchmark(100).run(32, 32, mark -> {}).last();
        Mark other = benchmark(100).run(32, 32, mark -> {}).last();

        assertThat(other)
                .usingRecursiveComparison()
                .ignoringFields("learningSeconds")
                .isEqualTo(one);
    }

    @Test
    void classesThatDifferByColourAreFoundByTheirBarePixels() throws IOException {
        assertThat(benchmark(100).baseline().thumbnails()).isEqualTo(1);
    }

    @Test
    void aStreamThatIsTooShortIsRefused() {
        assertThatThrownBy(() -> benchmark(400))
                .hasMessageContaining("a stream of 300 pictures is too short for a bank of 400");
    }

    private static QualityBenchmark benchmark(int bank) throws IOException {
        return new QualityBenchmark(TINY, pictures(0, 300), bank, pictures(300, 100), COMPUTE);
    }

    /// Two classes in turn, red and blue, each picture a little lighter than the one before.
    private static List<LabelledPicture> pictures(int from, int count) throws IOException {
        List<LabelledPicture> pictures = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            boolean red = i % 2 == 0;
            var image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
            for (int pixel = 0; pixel < 32 * 32; pixel++) {
                image.setRGB(pixel % 32, pixel / 32, (red ? 0xC00000 : 0x0000C0) + i % 50 * 0x0100);
            }
            var file = new ByteArrayOutputStream();
            ImageIO.write(image, "png", file);
            pictures.add(new LabelledPicture(file.toByteArray(), red ? "red" : "blue", i));
        }
        return pictures;
    }
}
