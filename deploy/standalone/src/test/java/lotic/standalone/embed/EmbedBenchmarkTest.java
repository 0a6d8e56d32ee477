package lotic.standalone.embed;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.registry.inference.Embedder;
import lotic.standalone.embed.EmbedBenchmark.Call;
import lotic.standalone.embed.EmbedBenchmark.Latency;
import lotic.standalone.embed.EmbedBenchmark.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

class EmbedBenchmarkTest {

    @Test
    void callsWithinASecondOfAFirstAnswerAreAroundAChange() {
        Result result =
                EmbedBenchmark.result(
                        List.of(
                                call(0, 10, "m@1"),
                                call(8_995, 9_005, "m@1"),
                                call(9_980, 10_030, "m@1"),
                                call(9_960, 10_000, "m@2"),
                                call(10_990, 11_010, "m@2"),
                                call(12_000, 12_020, "m@2")),
                        0,
                        20);

        assertThat(result.versions()).containsExactly("m@1", "m@2");
        assertThat(result.steady()).isEqualTo(new Latency(2, 10, 20));
        assertThat(result.aroundChanges()).isEqualTo(new Latency(4, 20, 50));
        assertThat(result.imagesPerS()).isEqualTo(0.3);
    }

    @Test
    void aQuantileIsACallThatWasMade() {
        Latency latency =
                Latency.of(LongStream.rangeClosed(1, 200).map(TimeUnit.MILLISECONDS::toNanos));

        assertThat(latency).isEqualTo(new Latency(200, 100, 198));
    }

    @Test
    void anEmbedderIsAskedByAllThreadsUntilItIsEnough(@TempDir Path folder) throws Exception {
        Path version = ColourVersion.write(folder);
        try (Embedder embedder = Embedder.open(version, "colours@1")) {
            EmbedBenchmark benchmark = new EmbedBenchmark(embedder, 2, Duration.ofHours(1));

            Result result = benchmark.run(_ -> benchmark.stop());

            assertThat(result.calls()).isPositive();
            assertThat(result.failed()).isZero();
            assertThat(result.versions()).containsExactly("colours@1");
            assertThat(result.aroundChanges().calls()).isZero();
        }
    }

    private static Call call(long beginMs, long endMs, String version) {
        return new Call(
                TimeUnit.MILLISECONDS.toNanos(beginMs),
                TimeUnit.MILLISECONDS.toNanos(endMs),
                version);
    }
}
