package lotic.schemas;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The example in the Javadoc of [SubmissionBuilder], letter by letter.
final class NativeProducerExample {

    private NativeProducerExample() {}

    static void send(Path picture) throws Exception {
        // the example
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers", "localhost:7070",
                        "acks", "all",
                        "max.request.size", Limits.BROKER_REQUEST_BYTES_MAX);
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(config, bytes, bytes)) {
            var image = new SubmissionBuilder(Files.readAllBytes(picture));
            image.caption("a heron at the weir").label("heron").producer("camera-7");
            RecordMetadata place = producer.send(image.toRecord(Topics.STANDARD)).get();
            System.out.println(Digests.hex(image.digest()) + " is at " + place);
        }
        // its end
    }

    /// Stands where Kafka's own would, with the same constructor, and keeps what was sent.
    static final class KafkaProducer<K, V> extends MockProducer<K, V> {

        static final List<ProducerRecord<?, ?>> SENT = new ArrayList<>();
        static final List<Map<String, Object>> CONFIGS = new ArrayList<>();

        KafkaProducer(Map<String, Object> config, Serializer<K> keys, Serializer<V> values) {
            super(true, null, keys, values);
            CONFIGS.add(config);
        }

        @Override
        public void close() {
            SENT.addAll(history());
            super.close();
        }
    }
}
