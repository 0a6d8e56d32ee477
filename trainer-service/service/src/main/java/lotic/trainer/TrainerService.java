package lotic.trainer;

import lotic.learning.engine.Compute;
import lotic.learning.engine.NativeTuning;
import lotic.learning.recipe.Presets;
import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.RecipeJson;
import lotic.registry.client.RegistryClient;
import lotic.schemas.KafkaConnection;
import lotic.trainer.evaluate.VersionEvaluator;
import lotic.trainer.heldout.HeldOutStore;
import lotic.trainer.lag.LagMeter;
import lotic.trainer.publish.Publisher;
import lotic.trainer.publish.Software;
import lotic.trainer.status.IngestPeer;
import lotic.trainer.status.LiveRun;
import lotic.trainer.status.RegistryPeer;
import lotic.trainer.status.StatusReader;
import lotic.trainer.web.TrainerHttp;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The trainer: follows the admitted images, learns, saves, publishes, and answers over HTTP.
public final class TrainerService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrainerService.class);

    private final URI uri;
    private final TrainingRun run;
    private final Deque<AutoCloseable> running;

    private TrainerService(URI uri, TrainingRun run, Deque<AutoCloseable> running) {
        this.uri = uri;
        this.run = run;
        this.running = running;
    }

    /// Locks the data folder, goes on where the run stopped or begins it, and returns when the
    /// status page answers; learning starts beside it.
    ///
    /// @throws IllegalStateException if another trainer has the folder or the port is taken
    public static TrainerService start(KafkaConnection kafka, TrainerSettings settings) {
        LOG.info("event=native-tuning applied={}", NativeTuning.apply(System.getenv()));
        Deque<AutoCloseable> running = new ArrayDeque<>();
        try {
            return start(kafka, settings, running);
        } catch (RuntimeException failure) {
            close(running);
            throw failure;
        }
    }

    private static TrainerService start(
            KafkaConnection kafka, TrainerSettings settings, Deque<AutoCloseable> running) {
        InstantSource clock = InstantSource.system();
        Recipe recipe = recipe(settings);
        Compute compute = compute(settings);
        RunFolder folder = RunFolder.of(settings);

        // Closed last to first: what others still use stands first.
        running.push(FolderLock.take(settings.dataFolder()));
        HeldOutStore heldOut = pushed(running, new HeldOutStore(folder.heldOut()));
        RegistryClient registry = pushed(running, new RegistryClient(settings.registry()));
        IngestPeer ingest = pushed(running, new IngestPeer(settings.ingest()));
        VersionEvaluator evaluator = new VersionEvaluator(heldOut, compute);
        Publisher publisher =
                pushed(
                        running,
                        Publisher.start(
                                folder.versions(),
                                settings.publishWaitingBytesMax(),
                                Software::running,
                                snapshot ->
                                        evaluator.evaluate(
                                                snapshot.recipe(),
                                                snapshot.state(),
                                                snapshot.heldOut()),
                                registry::publish,
                                clock,
                                new SplittableRandom()));
        TrainingRun run =
                pushed(
                        running,
                        TrainingRun.start(
                                kafka, settings, recipe, compute, heldOut, publisher, clock));
        ExecutorService questions =
                pushed(running, Executors.newVirtualThreadPerTaskExecutor());
        RegistryPeer newest =
                pushed(running, new RegistryPeer(settings.registry(), settings.run()));
        LagMeter lag = new LagMeter();
        StatusReader status =
                new StatusReader(
                        run::progress,
                        lag,
                        publisher::status,
                        ingest::intake,
                        newest::newest,
                        questions,
                        clock);
        TrainerHttp http =
                pushed(
                        running,
                        TrainerHttp.start(
                                settings.host(),
                                settings.port(),
                                new TrainerHttp.View(
                                        kafka.topics().images(),
                                        new LiveRun(run::progress, run::command),
                                        lag,
                                        publisher::status,
                                        status,
                                        clock)));
        run.failure().thenAccept(failure -> LOG.error("event=run-ended {}", failure.getMessage()));
        return new TrainerService(http.uri(), run, running);
    }

    private static <T extends AutoCloseable> T pushed(Deque<AutoCloseable> running, T part) {
        running.push(part);
        return part;
    }

    private static Recipe recipe(TrainerSettings settings) {
        return settings.recipeFile()
                .map(TrainerService::recipe)
                .orElseGet(() -> Presets.named(settings.preset(), settings.seed()));
    }

    private static Recipe recipe(Path file) {
        try {
            return RecipeJson.read(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "cannot read the recipe %s (trainer.recipe-file)".formatted(file), unreadable);
        }
    }

    /// One core stays for the broker, the decoders and the collector.
    private static Compute compute(TrainerSettings settings) {
        int cores = Runtime.getRuntime().availableProcessors();
        int threads = settings.threads() > 0 ? settings.threads() : Math.max(1, cores - 1);
        return new Compute(Compute.Device.CPU, threads);
    }

    /// Where the status page is.
    public URI uri() {
        return uri;
    }

    /// The run at work.
    public TrainingRun run() {
        return run;
    }

    /// Ends cleanly: the last step finished, a checkpoint taken, what waits for the registry on
    /// disk.
    @Override
    public void close() {
        close(running);
    }

    private static void close(Deque<AutoCloseable> running) {
        while (!running.isEmpty()) {
            AutoCloseable part = running.pop();
            try {
                part.close();
            } catch (Exception failure) {
                LOG.warn("event=close-failed part={}", part.getClass().getSimpleName(), failure);
            }
        }
    }
}
