package lotic.standalone.broker;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

import lotic.standalone.port.LocalPort;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A Kafka broker and its controller (KRaft, one node) on a folder of its own, reachable from this
/// machine only. What it holds outlives it: another start on the same folder finds it again.
///
/// Kafka offers no supported way to be embedded; all that depends on its inner classes is in here.
/// Ending is Kafka's own too: on a fault that it cannot survive, such as a full disk, it halts the
/// JVM.
public final class EmbeddedBroker implements AutoCloseable {

    static final String HOST = "127.0.0.1";
    static final int NODE_ID = 1;

    /// Kafka's own note that the logs were closed in order; it goes with the next start.
    private static final String ENDED_CLEANLY = ".kafka_cleanshutdown";

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /// Starts a broker and returns when it answers.
    ///
    /// @param folder where it keeps its data; made and formatted at the first start
    /// @param port to listen on, free
    /// @throws BrokerException if the broker refuses to start
    public static EmbeddedBroker start(Path folder, int port) {
        try {
            Files.createDirectories(folder);
            if (Files.notExists(folder.resolve("meta.properties"))) {
                format(folder);
            } else if (Files.notExists(folder.resolve(ENDED_CLEANLY))) {
                KilledBroker.fence(folder);
            }
        } catch (Exception e) { // Formatter.run declares Exception
            throw new BrokerException(
                    "cannot prepare the embedded broker's folder %s (%s); look at its rights and free space"
                            .formatted(folder, e.getMessage()),
                    e);
        }
        KafkaConfig config = new KafkaConfig(settings(folder, port, LocalPort.free()), false);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw new BrokerException(
                    "the embedded broker did not start on %s (%s); the log has the whole story"
                            .formatted(folder, e.getMessage()),
                    e);
        }
        return new EmbeddedBroker(server, port);
    }

    /// `host:port` for clients.
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    /// Flushes, stops and waits until it has.
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path folder) throws Exception {
        new Formatter()
                .setPrintStream(
                        new PrintStream(
                                OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setIgnoreFormatted(true)
                .addDirectory(folder.toString())
                .setMetadataLogDirectory(folder.toString())
                .run();
    }

    private static Map<String, String> settings(Path folder, int brokerPort, int controllerPort) {
        Map<String, String> settings = new HashMap<>(BrokerProperties.FIXED);
        String broker = "PLAINTEXT://" + HOST + ":" + brokerPort;
        String controller = HOST + ":" + controllerPort;
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put("listeners", broker + ",CONTROLLER://" + controller);
        settings.put("advertised.listeners", broker);
        // Static voters let both ports change between two starts on one folder.
        settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
        settings.put("log.dirs", folder.toString());
        return settings;
    }
}
