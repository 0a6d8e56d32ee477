package lotic.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.schemas.TopicSetupException.Reason;

import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

class TopicSetupTest {

    @Test
    void anAddressWithoutAPortIsNamed() {
        assertUnreachable("broker", Map.of(), "Invalid url in bootstrap.servers: broker");
    }

    @Test
    void aClientSettingThatMakesNoSenseIsNamed() {
        assertUnreachable("127.0.0.1:9", Map.of("security.protocol", "NONE"), "security.protocol");
    }

    @Test
    void aBrokerThatIsAwayIsNamed() {
        assertUnreachable("127.0.0.1:9", Map.of(), "No Kafka answers at 127.0.0.1:9 (");
    }

    @Test
    void aTopicThatTheBrokerDoesNotKnowYetIsAskedForAgain() throws Exception {
        var refusals = new ArrayDeque<>(List.of(unknown(), unknown()));

        TopicSetup.onceKnown(
                Duration.ofSeconds(30),
                () -> {
                    if (!refusals.isEmpty()) {
                        throw refusals.remove();
                    }
                });

        assertThat(refusals).isEmpty();
    }

    @Test
    void aTopicThatStaysUnknownIsGivenUp() {
        assertThatThrownBy(
                        () ->
                                TopicSetup.onceKnown(
                                        Duration.ofMillis(50),
                                        () -> {
                                            throw unknown();
                                        }))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }

    @Test
    void anotherRefusalIsNotAskedAgain() {
        var asked = new AtomicInteger();

        assertThatThrownBy(
                        () ->
                                TopicSetup.onceKnown(
                                        Duration.ofSeconds(30),
                                        () -> {
                                            asked.incrementAndGet();
                                            throw new ExecutionException(
                                                    new TopicAuthorizationException("images"));
                                        }))
                .isInstanceOf(ExecutionException.class);
        assertThat(asked).hasValue(1);
    }

    private static ExecutionException unknown() {
        return new ExecutionException(new UnknownTopicOrPartitionException());
    }

    private static void assertUnreachable(
            String address, Map<String, String> properties, String why) {
        KafkaConnection kafka =
                new KafkaConnection(address, properties, Topics.STANDARD, (short) 1);

        assertThatThrownBy(
                        () -> TopicSetup.run(kafka, TopicSizes.standard(), Duration.ofMillis(500)))
                .isInstanceOf(TopicSetupException.class)
                .hasMessageContaining(why)
                .extracting(e -> ((TopicSetupException) e).reason())
                .isEqualTo(Reason.UNREACHABLE);
    }
}
