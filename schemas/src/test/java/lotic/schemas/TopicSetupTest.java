package lotic.schemas;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.schemas.TopicSetupException.Reason;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

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
        assertUnreachable("127.0.0.1:9", Map.of(), "could not be set up at 127.0.0.1:9");
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
