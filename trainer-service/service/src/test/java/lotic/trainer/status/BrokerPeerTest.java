package lotic.trainer.status;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.schemas.KafkaConnection;
import lotic.trainer.TestBroker;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class BrokerPeerTest {

    @TempDir private Path folder;

    @Test
    void aBrokerThatGoesAwayIsNamedWithinSeconds() {
        try (TestBroker broker = TestBroker.in(folder)) {
            KafkaConnection kafka = broker.connection("peer");
            try (BrokerPeer peer = new BrokerPeer(kafka)) {
                assertThat(peer.away()).isEmpty();

                broker.stop();

                assertThat(peer.away())
                        .contains("the broker at " + kafka.bootstrapServers() + " does not answer");
            }
        }
    }
}
