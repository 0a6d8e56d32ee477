package lotic.ingest.admission;

import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.FETCH_MAX_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.GROUP_INSTANCE_ID_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BATCH_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_BLOCK_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import lotic.schemas.KafkaConnection;
import lotic.schemas.Limits;

import org.apache.kafka.streams.StreamsConfig;

import java.nio.file.Path;
import java.util.Map;

/// Admission's settings of Kafka's clients, each that is not Kafka's own choice with its reason.
final class AdmissionConfig {

    /// Results become visible at each commit; each costs a marker in every partition written to.
    private static final int COMMIT_INTERVAL_MS = 250;

    private static final int FETCH_BYTES_MAX = 16 << 20;
    private static final int PARTITION_FETCH_BYTES_MAX = 4 << 20;
    private static final int POLL_RECORDS_MAX = 64;
    private static final int IDLE_FETCH_MS_MAX = 1_000;
    private static final int BUFFERED_RECORDS_PER_PARTITION = 16;
    private static final int BATCH_BYTES = 256 << 10;
    private static final long STATE_CACHE_BYTES_MAX = 8L << 20;
    private static final int BROKER_ANSWER_MS_MAX = 5_000;

    /// How long admission waits for a broker that is away before its thread gives up. A thread that
    /// follows it has to wait until the group forgets the first one.
    private static final int BROKER_ABSENCE_MS_MAX = 15 * 60_000;

    private AdmissionConfig() {}

    /// The group of admission's consumers, and the first part of its changelogs' names.
    static String group(KafkaConnection kafka) {
        return kafka.topics().prefix() + "admission";
    }

    static StreamsConfig streams(KafkaConnection kafka, Path folder, String instance, int threads) {
        Map<String, Object> config = kafka.clientConfig();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, group(kafka));
        config.put(StreamsConfig.CLIENT_ID_CONFIG, "admission-" + instance);
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) kafka.replicationFactor());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
        config.put(StreamsConfig.POLL_MS_CONFIG, COMMIT_INTERVAL_MS);
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, STATE_CACHE_BYTES_MAX);
        config.put(
                StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG,
                BUFFERED_RECORDS_PER_PARTITION);
        // Without a name of its own, a member that comes back waits for its old session to end.
        config.put(mainConsumerPrefix(GROUP_INSTANCE_ID_CONFIG), instance);
        config.put(mainConsumerPrefix(AUTO_OFFSET_RESET_CONFIG), "earliest");
        // A record above these bounds still comes, alone; so they bound memory, not records.
        config.put(mainConsumerPrefix(FETCH_MAX_BYTES_CONFIG), FETCH_BYTES_MAX);
        config.put(mainConsumerPrefix(MAX_PARTITION_FETCH_BYTES_CONFIG), PARTITION_FETCH_BYTES_MAX);
        config.put(mainConsumerPrefix(MAX_POLL_RECORDS_CONFIG), POLL_RECORDS_MAX);
        // A record is delivered at once; only the idle ask less often.
        config.put(mainConsumerPrefix(FETCH_MAX_WAIT_MS_CONFIG), IDLE_FETCH_MS_MAX);
        config.put(producerPrefix(MAX_REQUEST_SIZE_CONFIG), Limits.BROKER_REQUEST_BYTES_MAX);
        config.put(producerPrefix(BATCH_SIZE_CONFIG), BATCH_BYTES);
        config.put(producerPrefix(MAX_BLOCK_MS_CONFIG), BROKER_ABSENCE_MS_MAX);
        config.put(producerPrefix(DELIVERY_TIMEOUT_MS_CONFIG), BROKER_ABSENCE_MS_MAX);
        config.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, (long) BROKER_ABSENCE_MS_MAX);
        // More than one makes the broker log sequence errors at the start of a transaction
        // (transactions of version 2).
        config.put(producerPrefix(MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        return new StreamsConfig(config);
    }

    static Map<String, Object> admin(KafkaConnection kafka, String instance) {
        Map<String, Object> config = kafka.clientConfig();
        config.put("client.id", "admission-" + instance + "-admin");
        config.put("default.api.timeout.ms", BROKER_ANSWER_MS_MAX);
        config.put("request.timeout.ms", BROKER_ANSWER_MS_MAX);
        return config;
    }
}
