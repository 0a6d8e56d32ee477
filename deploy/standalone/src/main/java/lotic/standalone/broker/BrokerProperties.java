package lotic.standalone.broker;

import lotic.schemas.Limits;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/// Kafka's settings for a broker that is alone, shares its machine, and may be killed at any time.
final class BrokerProperties {

    private static final String TEXT =
            """
            process.roles=broker,controller
            controller.listener.names=CONTROLLER
            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
            auto.create.topics.enable=false

            # One node.
            default.replication.factor=1
            min.insync.replicas=1
            offsets.topic.replication.factor=1
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            # The usual fifty partitions are for many groups; here each costs start-up time.
            offsets.topic.num.partitions=4
            transaction.state.log.num.partitions=4
            share.coordinator.state.topic.num.partitions=4
            # Nobody else is about to join.
            group.initial.rebalance.delay.ms=0

            # Bounds. Requests that wait are on the heap that the trainer shares.
            message.max.bytes=%1$d
            replica.fetch.max.bytes=%1$d
            socket.request.max.bytes=%2$d
            queued.max.requests=32
            queued.max.request.bytes=%3$d
            log.cleaner.dedupe.buffer.size=8388608
            num.network.threads=2
            num.io.threads=4
            background.threads=2
            # Retention by size holds to within what half a minute brings.
            log.retention.check.interval.ms=30000
            log.segment.delete.delay.ms=1000

            # An idle controller writes to its log this often, twice a second unless told otherwise.
            metadata.max.idle.interval.ms=10000
            # Nobody reads its hundreds of JMX beans.
            metric.reporters=
            # What is known to be flushed need not be read again after a kill.
            log.flush.offset.checkpoint.interval.ms=10000
            num.recovery.threads.per.data.dir=2
            """
                    .formatted(
                            Limits.RECORD_BYTES_MAX,
                            Limits.BROKER_REQUEST_BYTES_MAX,
                            4L * Limits.BROKER_REQUEST_BYTES_MAX);

    /// All that does not depend on folder or ports.
    static final Map<String, String> FIXED = parse();

    private BrokerProperties() {}

    private static Map<String, String> parse() {
        var properties = new Properties();
        try {
            properties.load(new StringReader(TEXT));
        } catch (IOException e) {
            throw new AssertionError("a string cannot fail to be read", e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
    }
}
