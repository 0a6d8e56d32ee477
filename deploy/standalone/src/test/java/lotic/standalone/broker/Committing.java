package lotic.standalone.broker;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A process of its own, to be killed: a broker and a producer that commits without a pause, so
/// that nearly every moment is in the middle of a commit.
final class Committing {

    static final String TOPIC = "committed";
    static final int PARTITIONS = 16;
    static final String TRANSACTIONS = "committing";

    private Committing() {}

    /// @param arguments the broker's folder and its port
    public static void main(String[] arguments) throws Exception {
        var broker = EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var admin = Admin.create(config)) {
            if (!admin.listTopics().names().get().contains(TOPIC)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) -1)))
                        .all()
                        .get();
            }
        }
        var strings = new StringSerializer();
        try (var producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "transactional.id",
                                TRANSACTIONS),
                        strings,
                        strings)) {
            producer.initTransactions();
            for (long commit = 1; ; commit++) {
                producer.beginTransaction();
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    producer.send(
                            new ProducerRecord<>(TOPIC, partition, "key", String.valueOf(commit)));
                }
                producer.commitTransaction();
                System.out.println(commit);
            }
        }
    }
}
