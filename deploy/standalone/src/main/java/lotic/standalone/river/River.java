package lotic.standalone.river;

import lotic.ingest.IngestService;
import lotic.registry.service.RegistryService;
import lotic.schemas.KafkaConnection;
import lotic.schemas.TopicRetention;
import lotic.schemas.TopicSetup;
import lotic.standalone.broker.EmbeddedBroker;
import lotic.standalone.folder.DataFolder;
import lotic.standalone.port.LocalPort;
import lotic.standalone.settings.Settings;
import lotic.trainer.TrainerService;
import lotic.trainer.run.TrainingException;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// The whole river in this process: broker, topics, services. What needs another starts after it
/// and stops before it.
public final class River implements AutoCloseable {

    private static final Duration TOPICS_TIMEOUT = Duration.ofSeconds(30);

    private final Settings settings;
    private final Deque<Runnable> running = new ArrayDeque<>();
    private final CompletableFuture<TrainingException> failure = new CompletableFuture<>();

    private River(Settings settings) {
        this.settings = settings;
    }

    /// Starts everything and returns when all of it answers. If something does not start, what did
    /// is stopped again.
    ///
    /// @throws lotic.standalone.port.PortTakenException before anything starts
    /// @throws lotic.standalone.folder.FolderInUseException if a service alone works on the folder
    public static River start(Settings settings, DataFolder folder) {
        requirePorts(settings);
        var river = new River(settings);
        try {
            river.start(folder);
            return river;
        } catch (RuntimeException | Error e) { // a native library that does not load is an Error
            try {
                river.close();
            } catch (RuntimeException unclean) {
                e.addSuppressed(unclean);
            }
            throw e;
        }
    }

    /// Checks that nobody listens where the river will.
    ///
    /// @throws lotic.standalone.port.PortTakenException if somebody does
    public static void requirePorts(Settings settings) {
        if (settings.kafka().bootstrapServers().isEmpty()) {
            LocalPort.requireFree("broker.port", settings.broker().port());
        }
        LocalPort.requireFree("ingest.port", settings.ingest().port());
        LocalPort.requireFree("trainer.port", settings.trainer().port());
        LocalPort.requireFree("registry.port", settings.registry().port());
    }

    private void start(DataFolder folder) {
        folder.unpackRocksDb();
        lockServices();
        KafkaConnection kafka = settings.kafka().connection(startBroker(folder));
        TopicSetup.run(kafka, settings.kafka().sizes(), TOPICS_TIMEOUT);
        if (settings.kafka().bootstrapServers().isEmpty()) {
            TopicRetention.apply(kafka, settings.kafka().sizes(), TOPICS_TIMEOUT);
        }
        // They bear with each other's absence, so all start at once. The trainer asks the others,
        // so it is last here and goes first.
        startTogether(
                List.of(
                        () -> RegistryService.start(kafka, settings.registry())::close,
                        () -> IngestService.start(kafka, settings.ingest())::close,
                        () -> startTrainer(kafka)));
    }

    /// Each service alone locks its part of the data folder: one that runs already is found here.
    private void lockServices() {
        for (String service : List.of("ingest", "trainer", "registry")) {
            Path part = settings.dataFolder().resolve(service);
            running.push(DataFolder.lock(part, InstantSource.system())::close);
        }
    }

    private Runnable startTrainer(KafkaConnection kafka) {
        TrainerService trainer = TrainerService.start(kafka, settings.trainer());
        var _ = trainer.failure().thenAccept(failure::complete);
        return trainer::close;
    }

    private Optional<String> startBroker(DataFolder folder) {
        if (settings.kafka().bootstrapServers().isPresent()) {
            return Optional.empty();
        }
        EmbeddedBroker broker = EmbeddedBroker.start(folder.broker(), settings.broker().port());
        running.push(broker::close);
        return Optional.of(broker.bootstrapServers());
    }

    /// Waits for each of them, so that what started is stopped even if another did not. Each has a
    /// platform thread: loading a native library pins a virtual one to its carrier, and two that
    /// wait for the same library would be all the carriers of a small machine.
    private void startTogether(List<Supplier<Runnable>> starters) {
        List<CompletableFuture<Runnable>> starting =
                starters.stream()
                        .map(
                                starter ->
                                        CompletableFuture.supplyAsync(
                                                starter, Thread.ofPlatform()::start))
                        .toList();
        Optional<RuntimeException> refusal = Optional.empty();
        for (CompletableFuture<Runnable> each : starting) {
            try {
                running.push(each.join());
            } catch (CompletionException e) {
                refusal = Optional.of(cause(e));
            }
        }
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    private static RuntimeException cause(CompletionException e) {
        return e.getCause() instanceof RuntimeException known ? known : e;
    }

    /// Where pictures are handed in.
    public URI ingest() {
        return settings.ingestUri();
    }

    /// Where the trainer's page is.
    public URI trainer() {
        return settings.trainerUri();
    }

    /// Completes if learning cannot go on, with the reason.
    public CompletableFuture<TrainingException> failure() {
        return failure;
    }

    /// Stops everything, what started last first; one that does not stop well keeps no other from
    /// stopping.
    ///
    /// @throws RuntimeException the first that did not
    @Override
    public void close() {
        List<RuntimeException> unclean = new ArrayList<>();
        while (!running.isEmpty()) {
            try {
                running.pop().run();
            } catch (RuntimeException e) {
                unclean.add(e);
            }
        }
        if (!unclean.isEmpty()) {
            RuntimeException first = unclean.getFirst();
            unclean.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }
}
