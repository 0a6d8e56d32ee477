package lotic.standalone.embed;

import lotic.registry.inference.Embedder;
import lotic.registry.inference.Embedding;
import lotic.registry.inference.InferenceException;
import lotic.standalone.pictures.PictureGenerator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Asks an embedder from several threads without a pause: how long an answer takes, and how long
/// while the embedder goes over to another version.
public final class EmbedBenchmark {

    /// A change of version is felt before the first answer of the new one, while it is loaded, and
    /// after, while the old one is closed.
    private static final Duration AROUND_CHANGE = Duration.ofSeconds(1);

    private static final int PICTURES = 64;
    private static final int CALLS_MAX = 4_000_000;

    private final Embedder embedder;
    private final int threads;
    private final Duration time;
    private final List<byte[]> pictures;

    private volatile boolean stopped;

    /// @param embedder that is asked
    /// @param threads that ask, 1 or more
    /// @param time for which they ask
    public EmbedBenchmark(Embedder embedder, int threads, Duration time) {
        this.embedder = embedder;
        this.threads = threads;
        this.time = time;
        PictureGenerator generator = new PictureGenerator(1);
        this.pictures =
                IntStream.range(0, PICTURES).mapToObj(i -> generator.draw(i).jpeg()).toList();
    }

    /// What came out.
    ///
    /// @param calls that were answered
    /// @param failed calls that were not
    /// @param imagesPerS answers a second, of all threads
    /// @param versions that answered, in the order in which they came
    /// @param steady calls far from any change of version
    /// @param aroundChanges calls within a second of the first answer of another version
    public record Result(
            long calls,
            long failed,
            double imagesPerS,
            List<String> versions,
            Latency steady,
            Latency aroundChanges) {}

    /// How long answers took.
    ///
    /// @param calls that were measured
    /// @param p50Ms half of them took no longer; NaN if there are none
    /// @param p99Ms 99 of 100 took no longer; NaN if there are none
    public record Latency(long calls, double p50Ms, double p99Ms) {

        static Latency of(LongStream nanos) {
            long[] sorted = nanos.sorted().toArray();
            return new Latency(sorted.length, quantileMs(sorted, 0.5), quantileMs(sorted, 0.99));
        }

        private static double quantileMs(long[] sorted, double share) {
            return sorted.length == 0
                    ? Double.NaN
                    : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
        }
    }

    /// One answer.
    ///
    /// @param begin by [System#nanoTime], as is end
    record Call(long begin, long end, String version) {}

    private record Asked(List<Call> calls, long failed) {}

    /// Ends a run before its time.
    public void stop() {
        stopped = true;
    }

    /// Asks until the time is over.
    ///
    /// @param progress told of each version as it begins to answer
    public Result run(Consumer<String> progress) throws InterruptedException {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        List<Asked> asked = new ArrayList<>();
        try (ExecutorService askers = Executors.newFixedThreadPool(threads)) {
            List<Callable<Asked>> tasks = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Consumer<String> listener = thread == 0 ? progress : _ -> {};
                tasks.add(() -> ask(end, listener));
            }
            for (Future<Asked> each : askers.invokeAll(tasks)) {
                asked.add(each.get());
            }
        } catch (ExecutionException bug) {
            throw new IllegalStateException("an asker ended by itself", bug.getCause());
        }
        return result(
                asked.stream().map(Asked::calls).flatMap(Collection::stream).toList(),
                asked.stream().mapToLong(Asked::failed).sum(),
                (System.nanoTime() - begin) / 1e9);
    }

    private Asked ask(long end, Consumer<String> listener) {
        List<Call> calls = new ArrayList<>();
        long failed = 0;
        String version = "";
        for (int i = 0; !stopped && System.nanoTime() < end && i < CALLS_MAX / threads; i++) {
            long begin = System.nanoTime();
            try {
                Embedding answer = embedder.embed(pictures.get(i % PICTURES));
                // One string for all calls of a version, not one for each.
                if (!answer.version().equals(version)) {
                    version = answer.version();
                    listener.accept(version);
                }
                calls.add(new Call(begin, System.nanoTime(), version));
            } catch (InferenceException _) {
                failed++;
            }
        }
        return new Asked(calls, failed);
    }

    static Result result(List<Call> calls, long failed, double seconds) {
        Map<String, Long> firstAnswers = new HashMap<>();
        for (Call call : calls) {
            firstAnswers.merge(call.version(), call.end(), Math::min);
        }
        List<String> versions =
                firstAnswers.entrySet().stream()
                        .sorted(Comparator.comparingLong(Map.Entry::getValue))
                        .map(Map.Entry::getKey)
                        .toList();
        long[] changes = versions.stream().skip(1).mapToLong(firstAnswers::get).toArray();
        Map<Boolean, List<Call>> byChange =
                calls.stream().collect(Collectors.partitioningBy(call -> isAround(changes, call)));
        return new Result(
                calls.size(),
                failed,
                calls.size() / seconds,
                versions,
                latency(byChange.getOrDefault(false, List.of())),
                latency(byChange.getOrDefault(true, List.of())));
    }

    private static Latency latency(List<Call> calls) {
        return Latency.of(calls.stream().mapToLong(call -> call.end() - call.begin()));
    }

    private static boolean isAround(long[] changes, Call call) {
        long around = AROUND_CHANGE.toNanos();
        for (long change : changes) {
            if (call.end() > change - around && call.begin() < change + around) {
                return true;
            }
        }
        return false;
    }
}
