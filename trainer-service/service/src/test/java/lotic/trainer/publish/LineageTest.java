package lotic.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import lotic.registry.client.PublishedVersion;
import lotic.registry.client.RegistryException.Reason;
import lotic.trainer.run.Cursor;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

class LineageTest {

    private static final Publisher.Listener UNHEARD =
            new Publisher.Listener() {
                @Override
                public void published(PublishedVersion version) {}

                @Override
                public void failed(String detail) {}
            };

    @TempDir private Path folder;

    private final SnapshotInbox inbox = new SnapshotInbox();

    /// Whatever the registry and the power do, the slices of the versions tile the stream.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSlicesOfVersionsTileEveryPartition(long seed) throws Exception {
        Random random = new Random(seed);
        RegistryTwin registry = new RegistryTwin();
        SortedMap<Integer, Long> learnt = new TreeMap<>();
        Publisher publisher = publisher(registry, seed);

        for (int step = 1; step <= 20; step++) {
            for (int partition = 0; partition < 3; partition++) {
                learnt.merge(partition, (long) random.nextInt(4), Long::sum);
            }
            switch (random.nextInt(6)) {
                case 0 -> registry.failWith(Reason.REFUSED);
                case 1 -> registry.failWith(Reason.UNREACHABLE);
                case 2 -> registry.loseAnswers();
                case 3 -> publisher = publisher(registry, seed + step);
                default -> registry.recover();
            }
            long trained = learnt.values().stream().mapToLong(Long::longValue).sum();
            inbox.offer(Snapshots.at(step, new Cursor(learnt), trained));
            publisher.runOnce();
        }

        SortedMap<Integer, Long> reached = new TreeMap<>();
        long trained = 0;
        for (RegistryTwin.Version version : registry.versions()) {
            JsonNode lineage = version.metadata().get("lineage");
            for (JsonNode slice : lineage.get("slices")) {
                int partition = slice.get("partition").intValue();
                assertThat(slice.get("from").longValue())
                        .isEqualTo(reached.getOrDefault(partition, 0L));
                reached.put(partition, slice.get("to").longValue());
            }
            trained += lineage.get("counts").get("trained").longValue();
        }
        assertThat(registry.versions()).hasSizeGreaterThan(3);
        assertThat(reached.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(trained);
    }

    private Publisher publisher(RegistryTwin registry, long seed) {
        return new Publisher(
                inbox,
                folder,
                1 << 20,
                new Publisher.Ends(
                        _ -> Snapshots.EVALUATION,
                        Snapshots.EXPORTER,
                        registry,
                        UNHEARD,
                        () -> Snapshots.SOFTWARE),
                InstantSource.fixed(Instant.EPOCH),
                new Random(seed));
    }
}
