package lotic.trainer;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

import lotic.schemas.AdmittedImage;
import lotic.schemas.Format;
import lotic.schemas.KafkaConnection;
import lotic.schemas.Records;
import lotic.schemas.TopicSetup;
import lotic.schemas.TopicSizes;
import lotic.schemas.Topics;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A broker in this JVM that can go away and come back on the same port with the same data.
public final class TestBroker implements AutoCloseable {

    private static final int NODE_ID = 1;
    private static Optional<TestBroker> shared = Optional.empty();

    private final Path folder;
    private final int port = freePort();
    private KafkaRaftServer server;

    private TestBroker(Path folder) {
        this.folder = folder;
        format();
        server = start();
    }

    /// A broker of one's own.
    public static TestBroker in(Path folder) {
        return new TestBroker(folder);
    }

    /// One broker for all tests of this JVM that need not stop it; give each a prefix of its own.
    public static synchronized TestBroker shared() {
        if (shared.isEmpty()) {
            try {
                shared = Optional.of(new TestBroker(Files.createTempDirectory("lotic-broker")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared.get();
    }

    /// A connection whose topics, of three image partitions, are there.
    public KafkaConnection connection(String prefix) {
        KafkaConnection connection =
                new KafkaConnection(
                        "127.0.0.1:" + port, Map.of(), new Topics(prefix + "."), (short) 1);
        TopicSizes sizes = new TopicSizes(3, 1L << 30, 1L << 30);
        TopicSetup.run(connection, sizes, Duration.ofSeconds(30));
        return connection;
    }

    /// Appends images in one transaction, as admission does, partition by digest.
    public static void append(KafkaConnection kafka, List<byte[]> images) {
        Map<String, Object> config = kafka.clientConfig();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "test-admission");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (byte[] image : images) {
                producer.send(
                        new ProducerRecord<>(
                                kafka.topics().images(),
                                sha256(image),
                                Records.encode(admitted(image))));
            }
            producer.commitTransaction();
        }
    }

    private static AdmittedImage admitted(byte[] image) {
        return AdmittedImage.newBuilder()
                .setId("id")
                .setBytes(ByteBuffer.wrap(image))
                .setFormat(Format.PNG)
                .setWidth(40)
                .setHeight(40)
                .setAdmittedAt(Instant.EPOCH)
                .setLabel("label")
                .build();
    }

    /// Goes away; clients are not told.
    public void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    /// Comes back.
    public void restart() {
        server = start();
    }

    @Override
    public void close() {
        stop();
    }

    private void format() {
        try {
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
        } catch (Exception e) { // Formatter.run declares it
            throw new IllegalStateException(e);
        }
    }

    private KafkaRaftServer start() {
        int controllerPort = freePort();
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        settings.put("log.dirs", folder.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("message.max.bytes", String.valueOf(16 << 20));
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20));
        for (String internal :
                List.of(
                        "offsets.topic",
                        "transaction.state.log",
                        "share.coordinator.state.topic")) {
            settings.put(internal + ".num.partitions", "1");
            settings.put(internal + ".replication.factor", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        KafkaRaftServer started =
                new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        started.startup();
        return started;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha256(byte[] image) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(image);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
