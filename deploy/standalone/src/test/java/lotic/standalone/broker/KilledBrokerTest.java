package lotic.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import lotic.standalone.port.LocalPort;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class KilledBrokerTest {

    private static final int COMMITS = 20;
    private static final List<TopicPartition> PARTITIONS =
            IntStream.range(0, Committing.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(Committing.TOPIC, partition))
                    .toList();

    @TempDir private Path folder;

    @Test
    void aKillInTheMiddleOfACommitLeavesNoneUnfinished() throws Exception {
        long told = commitUntilKilled();

        try (var broker = EmbeddedBroker.start(folder.resolve("broker"), LocalPort.free())) {
            endTransactions(broker);

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () ->
                                    assertThat(ends(broker, "read_committed"))
                                            .isEqualTo(ends(broker, "read_uncommitted")));
            assertThat(ends(broker, "read_committed").values())
                    .allSatisfy(end -> assertThat(end).isGreaterThanOrEqualTo(2 * told));
        }
    }

    /// @return the last commit that the process told of
    private long commitUntilKilled() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Committing.class.getName(),
                                folder.resolve("broker").toString(),
                                String.valueOf(LocalPort.free()))
                        .redirectErrorStream(true)
                        .start();
        long told = 0;
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine();
                    line != null && told < COMMITS;
                    line = lines.readLine()) {
                told = line.matches("\\d+") ? Long.parseLong(line) : told;
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return told;
    }

    /// As whoever comes back under the same name does: waits for what was being committed, ends
    /// what was not.
    private static void endTransactions(EmbeddedBroker broker) {
        var strings = new StringSerializer();
        try (var producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "transactional.id",
                                Committing.TRANSACTIONS),
                        strings,
                        strings)) {
            producer.initTransactions();
        }
    }

    private static Map<TopicPartition, Long> ends(EmbeddedBroker broker, String isolation) {
        var strings = new StringDeserializer();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "isolation.level",
                                isolation),
                        strings,
                        strings)) {
            return consumer.endOffsets(PARTITIONS);
        }
    }
}
