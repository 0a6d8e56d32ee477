package lotic.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The river on a Kafka that is somebody else's: same code, another address.
class OwnKafkaIT {

    private static final int PICTURES = 60;

    @TempDir private Path folder;

    @Test
    void theRiverRunsOnABrokerOfItsOwnProcessAndOutlivesItsRestart() throws Exception {
        var river = new RiverFixture(folder);
        DrawnPictures.draw(folder.resolve("first"), 0, PICTURES);
        DrawnPictures.draw(folder.resolve("second"), PICTURES, PICTURES);
        Path config = folder.resolve("client.properties");
        Files.writeString(config, "security.protocol=PLAINTEXT\n");
        String address = "127.0.0.1:" + river.broker;

        Process broker = startBroker(river.broker);
        try (LoticProcess up = river.up("--kafka", address, "--kafka-config", config.toString())) {
            river.ask("push", "first");
            river.awaitStatus(RiverFixture::isDrained);

            broker.destroyForcibly().waitFor();
            broker = startBroker(river.broker);
            LoticProcess push = river.ask("push", "second", "--json");
            JsonNode status =
                    river.awaitStatus(
                            it ->
                                    RiverFixture.isDrained(it)
                                            && it.path("intake").path("admitted").asLong()
                                                    == 2 * PICTURES);

            assertThat(push.awaitEnd()).as(push.talk()).isZero();
            assertThat(status.path("intake").path("balance").asLong()).isZero();
            assertThat(folder.resolve("data/broker")).doesNotExist();
            up.terminate();
            assertThat(up.awaitEnd()).as(up.talk()).isZero();
        } finally {
            broker.getOutputStream().close();
            if (!broker.waitFor(20, TimeUnit.SECONDS)) {
                broker.destroyForcibly();
            }
        }
    }

    private Process startBroker(int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerMain.class.getName(),
                        folder.resolve("kafka").toString(),
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("broker.out").toFile())
                .start();
    }
}
