package lotic.schemas;

import java.util.HashMap;
import java.util.Map;

/// Where the broker is and how to speak to it.
///
/// @param bootstrapServers `host:port`, several separated by commas
/// @param clientProperties Kafka client properties from the operator's file, security above all;
///   may be empty
/// @param topics the names in use
/// @param replicationFactor for topics that Lotic creates; -1 leaves it to the broker
public record KafkaConnection(
        String bootstrapServers,
        Map<String, String> clientProperties,
        Topics topics,
        short replicationFactor) {

    public KafkaConnection {
        clientProperties = Map.copyOf(clientProperties);
    }

    /// A fresh map with the address and the operator's properties, to which a client adds its own.
    public Map<String, Object> clientConfig() {
        Map<String, Object> config = new HashMap<>(clientProperties);
        config.put("bootstrap.servers", bootstrapServers);
        // Metrics are scraped from us; a broker's telemetry subscription would only cost a thread.
        config.put("enable.metrics.push", false);
        // Unless the operator asks for a reporter, none: each client's hundreds of JMX beans would
        // slow the start, and nobody reads them.
        config.putIfAbsent("metric.reporters", "");
        return config;
    }
}
