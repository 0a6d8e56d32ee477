package lotic.standalone.command;

import lotic.schemas.KafkaConnection;
import lotic.schemas.TopicSetup;
import lotic.standalone.folder.DataFolder;
import lotic.standalone.log.LogFile;
import lotic.standalone.port.LocalPort;
import lotic.standalone.settings.Settings;
import lotic.standalone.terminal.Terminal;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// One service in a process of its own, on somebody's Kafka, until it is told to stop.
final class Alone {

    private static final Duration TOPICS_TIMEOUT = Duration.ofSeconds(30);

    private Alone() {}

    /// A service that runs.
    ///
    /// @param uri where it answers
    /// @param failure completes if it cannot go on
    /// @param close stops it
    record Running(URI uri, CompletableFuture<? extends RuntimeException> failure, Runnable close) {

        /// One that goes on whatever happens.
        Running(URI uri, Runnable close) {
            this(uri, new CompletableFuture<>(), close);
        }
    }

    /// Starts it.
    interface Starter {
        Running start(KafkaConnection kafka, Settings settings);
    }

    /// Starts it, and stops it again when somebody wants that.
    ///
    /// @param name of the service, of its folder in the data folder, and of its settings
    /// @param port where it is to answer
    /// @return the exit status
    static int run(String name, int port, Settings settings, Terminal terminal, Starter starter)
            throws InterruptedException, ExecutionException {
        if (settings.kafka().bootstrapServers().isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "./lotic %s needs a Kafka: name it with --kafka HOST:PORT, or run everything in one process with ./lotic up"
                            .formatted(name));
        }
        StopSignal signal = StopSignal.listen();
        Path folder = settings.dataFolder().resolve(name);
        try (var locked = DataFolder.lock(folder, InstantSource.system())) {
            LogFile.open(settings.logFile(name));
            LocalPort.requireFree(name + ".port", port);
            locked.unpackRocksDb();
            KafkaConnection kafka = settings.kafka().connection(Optional.empty());
            TopicSetup.run(kafka, settings.kafka().sizes(), TOPICS_TIMEOUT);
            Running running = starter.start(kafka, settings);
            try {
                terminal.say("%s answers at %s".formatted(name, running.uri()));
                return signal.awaitEnd(running.failure());
            } finally {
                running.close().run();
            }
        }
    }
}
