package lotic.benchmarks.pixels;

import lotic.benchmarks.pixels.Rounds.Round;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// Times treatments of pictures against each other, by turns in one sitting.
public final class PictureBenchmark {

    /// How to measure.
    ///
    /// @param threads that treat pictures side by side, 1 or more
    /// @param rounds measured, 1 or more
    /// @param warmUp rounds before, not measured
    public record Options(int threads, int rounds, int warmUp) {

        public Options {
            if (threads < 1 || rounds < 1 || warmUp < 0) {
                throw new IllegalArgumentException(
                        "%d rounds after %d of warm-up on %d threads: give 1 or more after 0 or more on 1 or more"
                                .formatted(rounds, warmUp, threads));
            }
        }
    }

    private final List<byte[]> pictures;
    private final Options options;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /// @param pictures files' bytes, one or more
    public PictureBenchmark(List<byte[]> pictures, Options options) {
        this.pictures = List.copyOf(pictures);
        this.options = options;
    }

    /// Measures.
    ///
    /// @param treatments by name, made once for each thread
    /// @param progress is told how many rounds are over, those of the warm-up included
    /// @throws IllegalArgumentException if a picture cannot be decoded
    public Rounds run(Map<String, Supplier<Treatment>> treatments, IntConsumer progress)
            throws InterruptedException {
        Map<String, List<Treatment>> made = new LinkedHashMap<>();
        Map<String, List<Round>> rounds = new LinkedHashMap<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(options.threads())) {
            treatments.forEach((name, maker) -> made.put(name, perThread(maker)));
            for (int i = 0; i < options.warmUp() + options.rounds(); i++) {
                for (Map.Entry<String, List<Treatment>> each : made.entrySet()) {
                    Round round = round(pool, each.getValue());
                    if (i >= options.warmUp()) {
                        rounds.computeIfAbsent(each.getKey(), _ -> new ArrayList<>()).add(round);
                    }
                }
                progress.accept(i + 1);
            }
        } finally {
            made.values().forEach(all -> all.forEach(Treatment::close));
        }
        return new Rounds(rounds);
    }

    private List<Treatment> perThread(Supplier<Treatment> maker) {
        List<Treatment> made = new ArrayList<>();
        for (int thread = 0; thread < options.threads(); thread++) {
            made.add(maker.get());
        }
        return made;
    }

    private Round round(ExecutorService pool, List<Treatment> perThread)
            throws InterruptedException {
        List<Callable<Long>> parts = new ArrayList<>();
        for (int thread = 0; thread < perThread.size(); thread++) {
            int first = thread;
            parts.add(() -> treat(perThread.get(first), first));
        }
        long begin = System.nanoTime();
        long cpuNs = 0;
        for (Future<Long> part : pool.invokeAll(parts)) {
            cpuNs += result(part);
        }
        return new Round(pictures.size(), System.nanoTime() - begin, cpuNs);
    }

    /// Treats each so-many-th picture.
    ///
    /// @return nanoseconds of CPU that this took
    private long treat(Treatment treatment, int first) {
        long before = threads.getCurrentThreadCpuTime();
        for (int i = first; i < pictures.size(); i += options.threads()) {
            treatment.apply(pictures.get(i), i);
        }
        return threads.getCurrentThreadCpuTime() - before;
    }

    private static long result(Future<Long> part) throws InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException("a picture could not be treated", e.getCause());
        }
    }
}
