package lotic.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.standalone.port.LocalPort;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class EmbeddedBrokerTest {

    private static final String TOPIC = "kept";

    @TempDir private Path folder;

    @Test
    void whatWasAcknowledgedIsThereAfterARestartOnOtherPorts() throws Exception {
        try (var broker = EmbeddedBroker.start(folder.resolve("broker"), LocalPort.free())) {
            createTopic(broker);
            send(broker, "first");
        }
        try (var broker = EmbeddedBroker.start(folder.resolve("broker"), LocalPort.free())) {
            send(broker, "second");

            assertThat(read(broker, 2)).containsExactly("first", "second");
        }
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (var admin = Admin.create(config(broker))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) -1))).all().get();
        }
    }

    private static void send(EmbeddedBroker broker, String text) throws Exception {
        var strings = new StringSerializer();
        try (var producer = new KafkaProducer<>(config(broker), strings, strings)) {
            producer.send(new ProducerRecord<>(TOPIC, text)).get();
        }
    }

    private static List<String> read(EmbeddedBroker broker, int count) {
        var strings = new StringDeserializer();
        var partition = new TopicPartition(TOPIC, 0);
        try (var consumer = new KafkaConsumer<>(config(broker), strings, strings)) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
            List<String> values = new java.util.ArrayList<>();
            while (values.size() < count) {
                consumer.poll(Duration.ofSeconds(10)).forEach(it -> values.add(it.value()));
            }
            return values;
        }
    }

    private static Map<String, Object> config(EmbeddedBroker broker) {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }
}
