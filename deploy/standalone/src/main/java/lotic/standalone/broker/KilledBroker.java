package lotic.standalone.broker;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

import lotic.standalone.port.LocalPort;

import org.apache.kafka.common.utils.Time;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;

/// What a broker that was killed leaves in the cluster's metadata: it still counts as alive and as
/// the leader of all partitions, until its session ends.
///
/// The next broker waits for that, and had better not begin before: it loads the transactions that
/// were being committed, loses all leaders when the old session ends, and then takes partitions
/// without a leader for deleted ones. Their transactions are never marked as committed, and what
/// lies behind them stays hidden (Kafka 4.3.1, `KRaftMetadataCache.getPartitionLeaderEndpoint`).
final class KilledBroker {

    /// Without it no transaction was ever begun, and perhaps no broker registered.
    private static final String TRANSACTIONS = "__transaction_state-0";

    /// Nobody lives who could renew it.
    private static final int SESSION_MS = 500;

    private static final int HEARTBEAT_MS = 100;
    private static final Duration ASK_AGAIN = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private KilledBroker() {}

    /// Lets the session end: starts the controller alone and stops it when it has fenced the
    /// broker.
    ///
    /// @throws TimeoutException if it has not within a minute
    static void fence(Path folder) throws InterruptedException, TimeoutException {
        if (Files.notExists(folder.resolve(TRANSACTIONS))) {
            return;
        }
        String address = EmbeddedBroker.HOST + ":" + LocalPort.free();
        KafkaRaftServer controller =
                new KafkaRaftServer(
                        new KafkaConfig(controllerSettings(folder, address), false), Time.SYSTEM);
        try {
            controller.startup();
            awaitFenced();
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    /// Asks the controller's own documented metrics, since no client may ask a controller for
    /// brokers.
    private static void awaitFenced() throws InterruptedException, TimeoutException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (count("FencedBrokerCount") != 1 || count("ActiveBrokerCount") != 0) {
            if (System.nanoTime() - giveUp >= 0) {
                throw new TimeoutException(
                        "the session of the broker that was killed does not end");
            }
            Thread.sleep(ASK_AGAIN);
        }
    }

    private static int count(String metric) {
        try {
            ObjectName name =
                    new ObjectName("kafka.controller:type=KafkaController,name=" + metric);
            Object value = ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Value");
            return ((Number) value).intValue();
        } catch (InstanceNotFoundException e) {
            return 0; // the controller is still starting
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> controllerSettings(Path folder, String address) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "controller");
        settings.put("node.id", String.valueOf(EmbeddedBroker.NODE_ID));
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT");
        settings.put("listeners", "CONTROLLER://" + address);
        settings.put("controller.quorum.voters", EmbeddedBroker.NODE_ID + "@" + address);
        settings.put("log.dirs", folder.toString());
        settings.put("broker.session.timeout.ms", String.valueOf(SESSION_MS));
        settings.put("broker.heartbeat.interval.ms", String.valueOf(HEARTBEAT_MS));
        settings.put("metric.reporters", "");
        return settings;
    }
}
