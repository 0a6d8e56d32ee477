package lotic.standalone.train;

import lotic.schemas.AdmittedImage;
import lotic.schemas.Digests;
import lotic.schemas.Format;
import lotic.schemas.KafkaConnection;
import lotic.schemas.Records;
import lotic.schemas.TopicSetup;
import lotic.schemas.TopicSizes;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Admitted images in a log, as admission leaves them there.
final class FilledLog {

    private static final Duration TOPICS_TIMEOUT = Duration.ofSeconds(30);

    private FilledLog() {}

    /// Makes the topics and fills the one of admitted images.
    ///
    /// @param pictures files' bytes, taken again and again
    /// @param count records to write
    static void fill(KafkaConnection kafka, List<byte[]> pictures, long count) {
        TopicSetup.run(kafka, TopicSizes.standard(), TOPICS_TIMEOUT);
        Map<String, Object> config = kafka.clientConfig();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "lotic-bench");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        try (var producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (long i = 0; i < count; i++) {
                byte[] picture = pictures.get((int) (i % pictures.size()));
                // What fails is told by the commit.
                var _ =
                        producer.send(
                                new ProducerRecord<>(
                                        kafka.topics().images(),
                                        Digests.sha256().digest(picture),
                                        Records.encode(admitted(picture, i))));
            }
            producer.commitTransaction();
        }
    }

    /// Neither format nor size matter to the trainer, which looks itself.
    private static AdmittedImage admitted(byte[] picture, long number) {
        return AdmittedImage.newBuilder()
                .setId("bench-" + number)
                .setBytes(ByteBuffer.wrap(picture))
                .setFormat(Format.UNKNOWN)
                .setWidth(1)
                .setHeight(1)
                .setAdmittedAt(Instant.now())
                .build();
    }
}
