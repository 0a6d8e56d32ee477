package lotic.benchmarks.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class PictureBenchmarkTest {

    private static final List<byte[]> PICTURES =
            IntStream.range(0, 7).mapToObj(i -> new byte[] {(byte) i}).toList();

    private final Queue<Integer> seen = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();

    @Test
    void everyRoundTreatsEveryPictureOnceByItsNumber() throws InterruptedException {
        List<Integer> told = new ArrayList<>();

        Rounds rounds =
                new PictureBenchmark(PICTURES, new PictureBenchmark.Options(3, 4, 2))
                        .run(Map.of("see", See::new), told::add);

        assertThat(seen).hasSize(7 * (4 + 2));
        for (int picture = 0; picture < 7; picture++) {
            int number = picture;
            assertThat(seen).filteredOn(it -> it == number).hasSize(4 + 2);
        }
        assertThat(rounds.byTreatment().get("see")).hasSize(4);
        assertThat(told).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(open).hasValue(0);
    }

    @Test
    void whatCannotBeTreatedEndsTheMeasurementWithItsReason() {
        Treatment refusing =
                new Treatment() {
                    @Override
                    public void apply(byte[] image, int number) {
                        throw new IllegalArgumentException("picture 1 is none");
                    }

                    @Override
                    public void close() {}
                };

        assertThatThrownBy(
                        () ->
                                new PictureBenchmark(
                                                PICTURES, new PictureBenchmark.Options(1, 1, 0))
                                        .run(
                                                Map.of("see", See::new, "refuse", () -> refusing),
                                                _ -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("picture 1 is none");
        assertThat(open).hasValue(0);
    }

    @Test
    void withoutThreadsOrRoundsNothingIsMeasured() {
        assertThatThrownBy(() -> new PictureBenchmark.Options(0, 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PictureBenchmark.Options(1, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Notes what it is given.
    private final class See implements Treatment {

        See() {
            open.incrementAndGet();
        }

        @Override
        public void apply(byte[] image, int number) {
            assertThat(image).containsExactly(number);
            seen.add(number);
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }
}
