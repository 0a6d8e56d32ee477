package lotic.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.ingest.images.Pictures;
import lotic.schemas.Records;
import lotic.schemas.Submission;
import lotic.schemas.SubmissionBuilder;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class KafkaSubmissionLogTest {

    /// Kafka's own producer in memory: it sends when it is told to.
    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();

    private final KafkaSubmissionLog log =
            new KafkaSubmissionLog(
                    "submitted",
                    () -> {
                        producers.add(
                                new MockProducer<>(
                                        false,
                                        null,
                                        new ByteArraySerializer(),
                                        new ByteArraySerializer()));
                        return producers.getLast();
                    });
    private final SubmissionBuilder image = new SubmissionBuilder(Pictures.jpeg(1)).id("one");

    @Test
    void aRecordIsAcknowledgedWhenTheBrokerSaysSoAndNotBefore() {
        CompletableFuture<SubmissionLog.Position> position = append();
        assertThat(position).isNotDone();

        producers.getFirst().completeNext();

        assertThat(position).isCompletedWithValue(new SubmissionLog.Position("submitted", 0, 0));
        var sent = producers.getFirst().history().getFirst();
        assertThat(sent.key()).isEqualTo(image.digest().bytes());
        assertThat(Records.decode(Submission.class, sent.value()).getId()).isEqualTo("one");
    }

    @Test
    void aTimeOutIsToldAndTheProducerKept() {
        CompletableFuture<SubmissionLog.Position> position = append();

        producers.getFirst().errorNext(new TimeoutException("no leader"));

        assertThatThrownBy(position::join).hasCauseInstanceOf(SubmissionLogException.class);
        assertThat(producers).hasSize(1);
    }

    @Test
    void aProducerThatFailedForGoodIsReplacedOnceForAllWhoSawIt() {
        CompletableFuture<SubmissionLog.Position> first = append();
        CompletableFuture<SubmissionLog.Position> second = append();
        producers.getFirst().errorNext(new ClusterAuthorizationException("no"));
        producers.getFirst().errorNext(new ClusterAuthorizationException("no"));

        CompletableFuture<SubmissionLog.Position> third = append();
        producers.getLast().completeNext();

        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();
        assertThat(third).isCompleted();
        assertThat(producers).hasSize(2);
        assertThat(producers.getFirst().closed()).isTrue();
    }

    @Test
    void aProducerThatRefusesAtOnceIsReplacedToo() {
        producers.getFirst().sendException = new IllegalStateException("in a fatal state");

        CompletableFuture<SubmissionLog.Position> position = append();

        assertThat(position).isCompletedExceptionally();
        assertThat(producers).hasSize(2);
    }

    @Test
    void aRecordThatIsTooLargeFailsAlone() {
        CompletableFuture<SubmissionLog.Position> tooLarge = append();
        CompletableFuture<SubmissionLog.Position> other = append();

        producers.getFirst().errorNext(new RecordTooLargeException("17 MiB"));
        producers.getFirst().completeNext();

        assertThat(tooLarge).isCompletedExceptionally();
        assertThat(other).isCompleted();
        assertThat(producers).hasSize(1);
    }

    @Test
    void anInterruptedThreadStaysSoAndTheProducerIsKept() {
        producers.getFirst().sendException = new InterruptException("while waiting for room");

        CompletableFuture<SubmissionLog.Position> position = append();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(position).isCompletedExceptionally();
        assertThat(producers).hasSize(1);
    }

    @Test
    void whatFailsOnceTheLogIsClosedMakesNoProducer() {
        CompletableFuture<SubmissionLog.Position> onItsWay = append();
        log.close();

        producers.getFirst().errorNext(new KafkaException("closed forcefully"));
        CompletableFuture<SubmissionLog.Position> late = append();

        assertThat(onItsWay).isCompletedExceptionally();
        assertThat(late).isCompletedExceptionally();
        assertThat(producers).hasSize(1);
    }

    private CompletableFuture<SubmissionLog.Position> append() {
        return log.append(image.digest(), image.toSubmission());
    }
}
