package lotic.standalone.train;

import lotic.benchmarks.ProcessorTime;
import lotic.benchmarks.StepBenchmark;
import lotic.learning.engine.Compute;
import lotic.schemas.KafkaConnection;
import lotic.schemas.Topics;
import lotic.standalone.broker.EmbeddedBroker;
import lotic.standalone.folder.DataFolder;
import lotic.standalone.port.LocalPort;
import lotic.standalone.settings.Layers;
import lotic.standalone.settings.Layers.Given;
import lotic.standalone.settings.Origin;
import lotic.standalone.settings.Settings;
import lotic.trainer.RunFolder;
import lotic.trainer.TrainerSettings;
import lotic.trainer.TrainingRun;
import lotic.trainer.heldout.HeldOutStore;
import lotic.trainer.run.RunProgress.Bound;
import lotic.trainer.steps.Witness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/// Times a training run that follows a filled log at full speed, with all that belongs to it in
/// this process: broker, follower, decoding, planning, journal, learner, checkpoints.
public final class TrainBenchmark {

    /// How often one looks how far the run is; a step takes many times as long.
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    /// Records behind those that are measured: planning runs ahead of the learner.
    private static final int STEPS_BEHIND = 16;

    private final StepBenchmark.Options options;
    private final int decodeWorkers;

    /// @param options as for the step alone, with the same meaning
    public TrainBenchmark(StepBenchmark.Options options, int decodeWorkers) {
        this.options = options;
        this.decodeWorkers = decodeWorkers;
    }

    /// What came out.
    ///
    /// @param images learnt while it was measured
    /// @param wallS seconds that this took
    /// @param cpuS seconds of CPU that the whole process used meanwhile
    /// @param waited what the learner waited for, and how long; nothing that is 0
    public record Result(long images, double wallS, double cpuS, Map<Bound, Duration> waited) {

        public double imagesPerS() {
            return images / wallS;
        }

        public double imagesPerCpuS() {
            return images / cpuS;
        }

        /// Of the learner's time.
        public double waitingShare() {
            return waited.values().stream().mapToLong(Duration::toNanos).sum() / 1e9 / wallS;
        }
    }

    /// Where the run is at one moment.
    private record Mark(long trained, long wallNs, double cpuS, Map<Bound, Duration> spent) {

        static Mark of(TrainingRun run) {
            return new Mark(
                    run.progress().counts().trained(),
                    System.nanoTime(),
                    ProcessorTime.seconds(),
                    run.spent());
        }

        Result since(Mark start) {
            Map<Bound, Duration> waited = new EnumMap<>(Bound.class);
            spent.forEach(
                    (cause, total) -> {
                        Duration time = total.minus(start.spent.getOrDefault(cause, Duration.ZERO));
                        if (cause != Bound.STEP && time.isPositive()) {
                            waited.put(cause, time);
                        }
                    });
            return new Result(
                    trained - start.trained,
                    (wallNs - start.wallNs) / 1e9,
                    cpuS - start.cpuS,
                    waited);
        }
    }

    /// Fills a log in a temporary folder, follows it and measures.
    ///
    /// @param pictures files' bytes, learnt again and again
    /// @param progress is told how many steps are made, those of the warm-up included
    /// @throws lotic.trainer.run.TrainingException if the run cannot go on
    public Result run(List<byte[]> pictures, IntConsumer progress)
            throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("lotic-bench");
        try (var folder = DataFolder.lock(data, InstantSource.system())) {
            folder.unpackRocksDb();
            try (var broker = EmbeddedBroker.start(folder.broker(), LocalPort.free())) {
                return run(broker, data, pictures, progress);
            }
        } finally {
            delete(data);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private Result run(
            EmbeddedBroker broker, Path data, List<byte[]> pictures, IntConsumer progress)
            throws InterruptedException {
        var kafka =
                new KafkaConnection(
                        broker.bootstrapServers(), Map.of(), Topics.STANDARD, (short) 1);
        int steps = options.warmUp() + options.steps() + STEPS_BEHIND;
        FilledLog.fill(kafka, pictures, (long) options.batch() * steps);
        try (TrainingRun run = start(kafka, settings(data))) {
            return measure(run, progress);
        }
    }

    private TrainingRun start(KafkaConnection kafka, TrainerSettings settings) {
        return TrainingRun.start(
                kafka,
                settings,
                options.recipe(),
                new Compute(Compute.Device.CPU, options.threads()),
                new HeldOutStore(RunFolder.of(settings).heldOut()),
                new NoVersions(),
                Witness.NOBODY,
                InstantSource.system());
    }

    /// An operator's defaults, but that everything is learnt.
    private TrainerSettings settings(Path data) {
        Map<String, Given> chosen =
                Map.of(
                        "data", given(data.toString()),
                        "trainer.held-out-share", given("0"),
                        "trainer.threads", given(String.valueOf(options.threads())),
                        "trainer.decode-workers", given(String.valueOf(decodeWorkers)));
        return Settings.of(
                        new Layers(Map.of(), Map.of(), Optional.empty(), chosen), Map.of(), "bench")
                .trainer();
    }

    private static Given given(String text) {
        return new Given(text, new Origin.Command());
    }

    private Result measure(TrainingRun run, IntConsumer progress) throws InterruptedException {
        awaitSteps(run, 0, options.warmUp(), progress);
        Mark start = Mark.of(run);
        awaitSteps(run, options.warmUp(), options.warmUp() + options.steps(), progress);
        return Mark.of(run).since(start);
    }

    private void awaitSteps(TrainingRun run, int made, int last, IntConsumer progress)
            throws InterruptedException {
        int told = made;
        while (told < last) {
            Thread.sleep(LOOK_EVERY);
            if (run.failure().isDone()) {
                throw run.failure().join();
            }
            int now = (int) (run.progress().counts().trained() / options.batch());
            if (now > told) {
                told = now;
                progress.accept(Math.min(told, last));
            }
        }
    }
}
