package lotic.trainer.rejected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import lotic.schemas.ImageDigest;
import lotic.schemas.KafkaConnection;
import lotic.schemas.Records;
import lotic.schemas.Rejection;
import lotic.schemas.RejectionReason;
import lotic.trainer.TestBroker;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

class RejectionTailTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void theNewestRejectionsAreShownAndWhatIsNoRejectionIsPassedOver() {
        KafkaConnection kafka = TestBroker.shared().connection("rejection-tail");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        kafka.clientConfig(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int i = 0; i < 100; i++) {
                producer.send(record(kafka, Records.encode(rejection("finding " + i))));
            }
            producer.flush();

            try (RejectionTail tail = RejectionTail.start(kafka)) {
                awaitNewest(tail, "finding 99");
                assertThat(tail.newest()).hasSize(RejectionTail.KEPT_MAX);

                producer.send(record(kafka, new byte[] {1, 2, 3}));
                producer.send(new ProducerRecord<>(kafka.topics().imagesRejected(), null));
                producer.send(record(kafka, Records.encode(rejection("the last"))));
                producer.flush();

                awaitNewest(tail, "the last");
                assertThat(tail.newest().get(1).rejection().getDetail()).isEqualTo("finding 99");
            }
        }
    }

    private static void awaitNewest(RejectionTail tail, String detail) {
        await().atMost(PATIENCE)
                .until(
                        () ->
                                tail.newest().stream()
                                        .limit(1)
                                        .anyMatch(
                                                newest ->
                                                        newest.rejection()
                                                                .getDetail()
                                                                .equals(detail)));
    }

    private static ProducerRecord<byte[], byte[]> record(KafkaConnection kafka, byte[] value) {
        return new ProducerRecord<>(kafka.topics().imagesRejected(), new byte[32], value);
    }

    private static Rejection rejection(String detail) {
        return Rejection.newBuilder()
                .setDigest(new ImageDigest(new byte[32]))
                .setReason(RejectionReason.NOT_AN_IMAGE)
                .setDetail(detail)
                .setHead(ByteBuffer.allocate(10))
                .setSize(10)
                .setSourceTopic("submitted")
                .setSourcePartition(0)
                .setSourceOffset(0)
                .setRejectedAt(Instant.EPOCH)
                .build();
    }
}
