package lotic.registry.service.announce;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import lotic.registry.format.Manifest;
import lotic.registry.format.Sha256;
import lotic.registry.format.VersionFile;
import lotic.registry.store.Event;
import lotic.registry.store.Publication;
import lotic.registry.store.RegistryStore;
import lotic.registry.store.StoreLimits;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

class AnnouncerTest {

    private static final Duration PAUSE = Duration.ofMillis(5);

    @TempDir Path folder;
    private RegistryStore store;

    /// A topic in memory that fails as it is told.
    private static final class FlakyTopic implements ModelsTopic {

        private final List<Long> sequences = new ArrayList<>();
        private int failuresBeforeWriting;
        private int failuresAfterWriting;
        private int faults;
        private int faultsBeforeWriting;

        @Override
        public synchronized long open() {
            if (faults > 0) {
                faults--;
                throw new IllegalStateException("a record that nobody can read");
            }
            return sequences.isEmpty() ? 0 : sequences.getLast();
        }

        @Override
        public synchronized void append(List<Event> events) throws Unavailable {
            if (faultsBeforeWriting > 0) {
                faultsBeforeWriting--;
                throw new IllegalStateException("a row that nobody can read");
            }
            if (failuresBeforeWriting > 0) {
                failuresBeforeWriting--;
                throw new Unavailable(new IOException("the broker is away"));
            }
            events.forEach(event -> sequences.add(event.sequence()));
            if (failuresAfterWriting > 0) {
                failuresAfterWriting--;
                throw new Unavailable(new IOException("the answer was lost"));
            }
        }

        @Override
        public void close() {}

        synchronized void repair() {
            faults = 0;
        }

        synchronized List<Long> sequences() {
            return List.copyOf(sequences);
        }
    }

    @BeforeEach
    void open() throws IOException {
        store = RegistryStore.open(folder, new StoreLimits(1000, 1000, 0), () -> Instant.EPOCH);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everyEventIsAnnouncedOnceAndInOrderWhateverFails() throws IOException {
        FlakyTopic topic = new FlakyTopic();
        topic.failuresBeforeWriting = 2;
        topic.failuresAfterWriting = 2;
        publish(1);

        try (Announcer announcer = Announcer.start(store.events(), topic, PAUSE)) {
            publish(2);
            publish(3);

            Awaitility.await().until(() -> announcer.announced() == 6);
            assertThat(announcer.state()).isEqualTo(Announcer.State.ANNOUNCING);
        }
        assertThat(topic.sequences()).isEqualTo(upTo(6));
    }

    @Test
    void aFaultIsShownAndAnnouncingGoesOnOnceItIsGone() throws IOException {
        FlakyTopic topic = new FlakyTopic();
        topic.faults = Integer.MAX_VALUE;
        publish(1);

        try (Announcer announcer = Announcer.start(store.events(), topic, PAUSE)) {
            Awaitility.await().until(() -> announcer.state() == Announcer.State.FAILING);
            topic.repair();

            Awaitility.await().until(() -> announcer.announced() == 2);
            assertThat(announcer.state()).isEqualTo(Announcer.State.ANNOUNCING);
        }
        assertThat(topic.sequences()).isEqualTo(upTo(2));
    }

    @Test
    void aFaultWhileAnnouncingLosesNothing() throws IOException {
        FlakyTopic topic = new FlakyTopic();
        topic.faultsBeforeWriting = 2;

        try (Announcer announcer = Announcer.start(store.events(), topic, PAUSE)) {
            publish(1);
            publish(2);

            Awaitility.await().until(() -> announcer.announced() == 4);
        }
        assertThat(topic.sequences()).isEqualTo(upTo(4));
    }

    @Test
    void theNextStartGoesOnWhereTheTopicEnds() throws IOException {
        FlakyTopic topic = new FlakyTopic();
        publish(1);
        try (Announcer first = Announcer.start(store.events(), topic, PAUSE)) {
            Awaitility.await().until(() -> first.announced() == 2);
        }
        publish(2);

        try (Announcer second = Announcer.start(store.events(), topic, PAUSE)) {
            Awaitility.await().until(() -> second.announced() == 4);
        }

        assertThat(topic.sequences()).isEqualTo(upTo(4));
    }

    @Test
    void aTopicThatIsAheadOfTheLogIsLeftAlone() throws IOException {
        FlakyTopic topic = new FlakyTopic();
        topic.sequences.add(99L);
        publish(1);

        try (Announcer announcer = Announcer.start(store.events(), topic, PAUSE)) {
            Awaitility.await().until(() -> announcer.state() == Announcer.State.FOREIGN_TOPIC);
        }

        assertThat(topic.sequences()).containsExactly(99L);
    }

    private void publish(long step) throws IOException {
        byte[] config = "{}".getBytes(UTF_8);
        Sha256 sha256 = Sha256.of(config);
        store.blobs().receive(sha256, new ByteArrayInputStream(config));
        Manifest manifest =
                Manifest.of(List.of(new VersionFile("config.json", sha256, config.length)));
        store.publish(new Publication("demo", "run", 1, step, manifest, "{}"));
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
