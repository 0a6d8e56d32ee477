package lotic.ingest.admission;

import lotic.schemas.Topics;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

import java.util.Set;

/// The way of a submission through admission, as Kafka Streams runs it.
///
/// ```
/// lotic.images.submitted ─▶ admission ─┬─▶ lotic.images
///                           │      │   └─▶ lotic.images.rejected
///                        counts   seen
/// ```
///
/// Bytes go in and out: a record that cannot be read is a matter for the processor, where it can be
/// turned away and counted, and not for a deserializer. All names are spelt out, since they are
/// part of the changelog topics' names.
final class AdmissionTopology {

    static final String ADMITTED = "admitted";
    static final String REJECTED = "rejected";

    /// Name of the store of counts. Its key is the partition, since a query from outside searches
    /// the stores of all partitions and takes the first that answers.
    static final String COUNTS = "counts";

    private static final String SUBMITTED = "submitted";
    private static final String ADMISSION = "admission";

    private AdmissionTopology() {}

    static Topology of(Topics topics, AdmissionRules rules) {
        Topology topology = new Topology();
        topology.addSource(
                SUBMITTED,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topics.imagesSubmitted());
        topology.addProcessor(ADMISSION, new Suppliers(rules), SUBMITTED);
        topology.addSink(
                ADMITTED,
                topics.images(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                ADMISSION);
        topology.addSink(
                REJECTED,
                topics.imagesRejected(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                ADMISSION);
        return topology;
    }

    private static StoreBuilder<KeyValueStore<Integer, byte[]>> counts() {
        // Cached: many records in a transaction change one entry, the changelog needs the last.
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(COUNTS),
                        Serdes.Integer(),
                        Serdes.ByteArray())
                .withCachingEnabled();
    }

    /// Makes a processor per partition, with its stores.
    private record Suppliers(AdmissionRules rules)
            implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

        @Override
        public Processor<byte[], byte[], byte[], byte[]> get() {
            return new LateProcessor(rules);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(counts(), DuplicateWindow.builder(rules.window()));
        }
    }

    /// Streams hands the context over after construction; from then on everything is final.
    private static final class LateProcessor implements Processor<byte[], byte[], byte[], byte[]> {

        private final AdmissionRules rules;
        private Processor<byte[], byte[], byte[], byte[]> processor =
                _ -> {
                    throw new IllegalStateException("not initialised");
                };

        LateProcessor(AdmissionRules rules) {
            this.rules = rules;
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            processor = new AdmissionProcessor(rules, context);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            processor.process(record);
        }
    }
}
