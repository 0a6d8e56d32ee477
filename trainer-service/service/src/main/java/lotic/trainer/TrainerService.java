package lotic.trainer;

import lotic.learning.engine.Compute;
import lotic.learning.engine.NativeTuning;
import lotic.learning.engine.Torch;
import lotic.learning.recipe.Presets;
import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.RecipeJson;
import lotic.learning.recipe.StartSpec;
import lotic.learning.recipe.TrunkSpec;
import lotic.learning.weights.TrunkWeights;
import lotic.registry.client.PublishedVersion;
import lotic.registry.client.RegistryClient;
import lotic.registry.format.FormatException;
import lotic.registry.format.Sha256;
import lotic.schemas.KafkaConnection;
import lotic.schemas.RunEventKind;
import lotic.trainer.console.River;
import lotic.trainer.evaluate.VersionEvaluator;
import lotic.trainer.gallery.Galleries;
import lotic.trainer.heldout.HeldOutStore;
import lotic.trainer.lag.LagMeter;
import lotic.trainer.pictures.NewestPictures;
import lotic.trainer.pictures.Thumbnails;
import lotic.trainer.publish.OnnxExporter;
import lotic.trainer.publish.Publisher;
import lotic.trainer.publish.RegistryUpload;
import lotic.trainer.publish.SnapshotInbox;
import lotic.trainer.publish.Software;
import lotic.trainer.rejected.RejectionTail;
import lotic.trainer.run.TrainingException;
import lotic.trainer.status.BrokerPeer;
import lotic.trainer.status.IngestPeer;
import lotic.trainer.status.LiveRun;
import lotic.trainer.status.RegistryPeer;
import lotic.trainer.status.StatusReader;
import lotic.trainer.web.Console;
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
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/// The trainer: follows the admitted images, learns, saves, publishes, and answers over HTTP.
///
/// This is where its parts are put together, and the one place of this room that looks at the
/// clock, the environment and the machine.
public final class TrainerService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrainerService.class);

    /// How many versions the console lists.
    private static final int VERSIONS_SHOWN = 100;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final InstantSource clock = InstantSource.system();
    private final TrainingRun run;
    private final TrainerHttp http;

    private TrainerService(KafkaConnection kafka, TrainerSettings settings) {
        try {
            LOG.info("event=native-tuning applied={}", NativeTuning.apply(System.getenv()));
            opened(FolderLock.take(settings.dataFolder()));
            Compute compute =
                    settings.compute().on(Torch.best(), Runtime.getRuntime().availableProcessors());
            RunFolder folder = RunFolder.of(settings);
            HeldOutStore heldOut = new HeldOutStore(folder.heldOut());
            SnapshotInbox inbox = new SnapshotInbox();
            NewestPictures pictures = new NewestPictures(clock);
            Galleries galleries = new Galleries(folder.galleries());
            run =
                    opened(
                            TrainingRun.start(
                                    kafka,
                                    settings,
                                    recipe(settings),
                                    compute,
                                    heldOut,
                                    inbox,
                                    pictures,
                                    clock));
            Publisher publisher =
                    publisher(
                            settings,
                            inbox,
                            new VersionEvaluator(heldOut, run.compute()),
                            galleries);
            http = opened(http(kafka, settings, publisher, pictures, heldOut, galleries));
        } catch (RuntimeException
                | Error failure) { // a native library that does not load is an Error
            try {
                close();
            } catch (RuntimeException unclean) {
                failure.addSuppressed(unclean);
            }
            throw failure;
        }
    }

    /// Locks the data folder, goes on where the run stopped or begins it, and returns when the
    /// status page answers; learning starts beside it.
    ///
    /// @throws TrainingException if the run cannot go on, saying why and what to do
    /// @throws IllegalStateException if another trainer has the folder or the port is taken
    /// @throws IllegalArgumentException if there is no such preset or the recipe's file describes
    ///   none
    public static TrainerService start(KafkaConnection kafka, TrainerSettings settings) {
        return new TrainerService(kafka, settings);
    }

    /// Where the status page is.
    public URI uri() {
        return http.uri();
    }

    /// Completes if the run cannot go on, with the reason; the status page goes on to show it.
    public CompletableFuture<TrainingException> failure() {
        return run.failure();
    }

    /// Ends cleanly: the present step finished, a checkpoint taken, what waits for the registry on
    /// disk.
    ///
    /// @throws TrainingException with reason UNFINISHED if the run did not end in time
    /// @throws IllegalStateException if something else did not end cleanly
    @Override
    public void close() {
        List<Exception> failures = new ArrayList<>();
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failure) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            RuntimeException unclean =
                    failures.getFirst() instanceof TrainingException left
                            ? left
                            : new IllegalStateException(
                                    "the trainer did not end cleanly", failures.getFirst());
            failures.stream().skip(1).forEach(unclean::addSuppressed);
            throw unclean;
        }
    }

    private Publisher publisher(
            TrainerSettings settings,
            SnapshotInbox inbox,
            VersionEvaluator evaluator,
            Galleries galleries) {
        RegistryClient registry = opened(new RegistryClient(settings.registry()));
        Publisher.Listener journal =
                new Publisher.Listener() {
                    @Override
                    public void published(PublishedVersion version) {
                        run.tell(RunEventKind.PUBLISHED, version.model() + "@" + version.number());
                    }

                    @Override
                    public void failed(String detail) {
                        run.tell(RunEventKind.PUBLISH_FAILED, detail);
                    }
                };
        return opened(
                Publisher.start(
                        inbox,
                        RunFolder.of(settings).publish(),
                        settings.publishWaitingBytesMax(),
                        new Publisher.Ends(
                                snapshot ->
                                        evaluator.evaluate(
                                                snapshot.recipe(),
                                                snapshot.state(),
                                                snapshot.heldOut(),
                                                (images, features) ->
                                                        galleries.make(
                                                                snapshot.step(),
                                                                snapshot.recipe(),
                                                                snapshot.state(),
                                                                images,
                                                                features,
                                                                run.compute())),
                                new OnnxExporter(run.compute()),
                                new RegistryUpload(registry),
                                journal,
                                Software::running),
                        clock,
                        RandomGenerator.getDefault()));
    }

    private TrainerHttp http(
            KafkaConnection kafka,
            TrainerSettings settings,
            Publisher publisher,
            NewestPictures pictures,
            HeldOutStore heldOut,
            Galleries galleries) {
        RejectionTail rejections = opened(RejectionTail.start(kafka));
        BrokerPeer broker = opened(new BrokerPeer(kafka));
        IngestPeer ingest = opened(new IngestPeer(settings.ingest()));
        RegistryPeer registry = opened(new RegistryPeer(settings.registry(), settings.run()));
        ExecutorService threads = opened(Executors.newVirtualThreadPerTaskExecutor());
        LagMeter lag = new LagMeter();
        return TrainerHttp.start(
                settings.host(),
                settings.port(),
                new TrainerHttp.View(
                        kafka.topics().images(),
                        new LiveRun(run::progress, run::command),
                        lag,
                        publisher::status,
                        new StatusReader(
                                run::progress,
                                lag,
                                publisher::status,
                                broker::away,
                                ingest::intake,
                                registry::newest,
                                threads,
                                clock),
                        new Console(
                                new River(),
                                pictures,
                                heldOut,
                                new Thumbnails(),
                                () -> registry.versions(VERSIONS_SHOWN),
                                galleries,
                                rejections::newest),
                        clock));
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    private static Recipe recipe(TrainerSettings settings) {
        Recipe recipe =
                settings.recipeFile()
                        .map(TrainerService::read)
                        .orElseGet(() -> Presets.named(settings.preset(), settings.seed()));
        return settings.init()
                .map(file -> recipe.withStart(weights(file, recipe.trunk())))
                .orElse(recipe);
    }

    private static StartSpec weights(Path file, TrunkSpec trunk) {
        try {
            // A file that does not fit is refused before there is a run.
            TrunkWeights.read(file, trunk);
            return new StartSpec.Weights(Sha256.of(file).toString());
        } catch (FormatException damaged) {
            throw new FormatException(
                    damaged.reason(),
                    "%s holds no weights (%s); give a safetensors file"
                            .formatted(file, damaged.getMessage()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "cannot read the weights %s; give a safetensors file that is there"
                            .formatted(file),
                    unreadable);
        }
    }

    private static Recipe read(Path file) {
        try {
            return RecipeJson.read(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the recipe " + file, unreadable);
        }
    }
}
