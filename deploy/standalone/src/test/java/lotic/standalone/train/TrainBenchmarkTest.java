package lotic.standalone.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.benchmarks.StepBenchmark;
import lotic.learning.recipe.MemorySpec;
import lotic.learning.recipe.Precision;
import lotic.standalone.pictures.PictureGenerator;
import lotic.trainer.run.RunProgress.Bound;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class TrainBenchmarkTest {

    @Test
    void waitsAreAShareOfTheTime() {
        var result =
                new TrainBenchmark.Result(
                        1000,
                        10,
                        20,
                        Map.of(
                                Bound.DECODE, Duration.ofMillis(150),
                                Bound.JOURNAL, Duration.ofMillis(50)));

        assertThat(result.imagesPerS()).isEqualTo(100);
        assertThat(result.imagesPerCpuS()).isEqualTo(50);
        assertThat(result.waitingShare()).isCloseTo(0.02, within(1e-12));
    }

    @Test
    @Timeout(120)
    void aRunOnAFilledLogIsMeasuredBehindItsWarmUp() throws Exception {
        var options =
                new StepBenchmark.Options(
                        "regnety_002", "2x32", 8, 16, Precision.FP32, MemorySpec.FASTEST, 1, 3, 2);
        var generator = new PictureGenerator(1);
        List<byte[]> pictures =
                IntStream.range(0, 5).mapToObj(i -> generator.draw(i).jpeg()).toList();
        List<Integer> told = new ArrayList<>();

        TrainBenchmark.Result result = new TrainBenchmark(options, 1).run(pictures, told::add);

        assertThat(result.images()).isBetween(3L * 8, 5L * 8);
        assertThat(result.wallS()).isPositive();
        assertThat(result.cpuS()).isPositive();
        assertThat(result.waitingShare()).isBetween(0.0, 1.0);
        assertThat(told).isSorted().contains(5);
    }
}
