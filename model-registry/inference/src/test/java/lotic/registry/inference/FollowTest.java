package lotic.registry.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import lotic.registry.client.ClientLimits;
import lotic.registry.client.RegistryClient;
import lotic.registry.format.VersionRef;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

class FollowTest {

    private static final int THREADS = 4;
    private static final int ARRIVALS = 20;
    private static final ClientLimits QUICK =
            new ClientLimits(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    2,
                    Duration.ofMillis(2),
                    Duration.ofMillis(10),
                    2);

    @TempDir private Path folder;
    private final Queue<String> swaps = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private RegistryTwin registry;
    private RegistryClient client;

    private final FollowListener listener =
            new FollowListener() {
                @Override
                public void swapped(String version) {
                    swaps.add(version);
                }

                @Override
                public void failed(String detail) {
                    failures.add(detail);
                }
            };

    @BeforeEach
    void start() throws IOException {
        registry = new RegistryTwin();
        registry.publish(Versions.files(1));
        client = new RegistryClient(registry.uri(), QUICK);
    }

    @AfterEach
    void stop() {
        client.close();
        registry.close();
    }

    @Test
    void noCallFailsWhileTwentyVersionsArriveAndEachNamesTheOneThatAnswered() throws Exception {
        byte[] picture = Versions.picture();
        AtomicBoolean enough = new AtomicBoolean();
        Map<String, AtomicLong> answers = new ConcurrentHashMap<>();
        try (Embedder embedder = follow();
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> callers = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                callers.add(
                        threads.submit(
                                () -> {
                                    while (!enough.get()) {
                                        Embedding answer = embedder.embed(picture);
                                        assertIsOf(answer);
                                        answers.computeIfAbsent(
                                                        answer.version(), _ -> new AtomicLong())
                                                .incrementAndGet();
                                    }
                                }));
            }
            for (int number = 2; number <= ARRIVALS + 1; number++) {
                String name = "demo@" + number;
                registry.publish(Versions.files(number));
                await().until(() -> answers.containsKey(name) || isOver(callers));
            }
            enough.set(true);
            for (Future<?> caller : callers) {
                caller.get(); // throws what a call threw
            }
        }
        assertThat(answers).hasSize(ARRIVALS + 1);
        assertThat(failures).isEmpty();
    }

    @Test
    void theVersionThatNobodyUsesAnyMoreLeavesDiskAndMemory() throws Exception {
        try (Embedder embedder = follow()) {
            Shared first = embedder.answering();
            registry.publish(Versions.files(2));
            await().until(() -> swaps.contains("demo@2"));

            first.awaitClosed();
            assertThatThrownBy(() -> first.version().embed(Versions.picture()))
                    .hasMessageContaining("closed");
            await().untilAsserted(() -> assertThat(kept()).containsExactly("2"));
        }
    }

    @Test
    void whatAnEarlierEmbedderLeftInTheFolderIsRemoved() throws Exception {
        follow().close();
        Files.createDirectories(folder.resolve("demo/.0123.partial/onnx"));
        registry.publish(Versions.files(2));

        try (Embedder embedder = follow()) {
            assertThat(embedder.version()).isEqualTo("demo@2");
            assertThat(kept()).containsExactly("2");
            assertThat(folder.resolve("demo/.0123.partial")).doesNotExist();
        }
    }

    @Test
    void aVersionThatCannotBeUsedIsToldAndTheOneBeforeGoesOn() throws Exception {
        try (Embedder embedder = follow()) {
            var broken = Versions.files(2);
            broken.put("onnx/model.onnx", "no model".getBytes());
            registry.publish(broken);
            await().until(() -> !failures.isEmpty());

            assertThat(failures.peek()).contains("2/onnx/model.onnx cannot be used");
            assertThat(embedder.embed(Versions.picture()).version()).isEqualTo("demo@1");

            registry.publish(Versions.files(3));
            await().until(() -> swaps.contains("demo@3"));
            assertThat(failures).hasSize(1);
            assertThat(embedder.embed(Versions.picture()).version()).isEqualTo("demo@3");
        }
    }

    @Test
    void aRegistryThatIsAwayChangesNothing() throws Exception {
        try (Embedder embedder = follow()) {
            registry.away(true);
            registry.publish(Versions.files(2));

            assertThat(embedder.embed(Versions.picture()).version()).isEqualTo("demo@1");

            registry.away(false);
            await().until(() -> embedder.version().equals("demo@2"));
        }
    }

    @Test
    void aVersionThatCannotBeFetchedYetIsAskedForAgain() throws Exception {
        try (Embedder embedder = follow()) {
            registry.versionsAway(true);
            registry.publish(Versions.files(2));
            await().until(() -> !failures.isEmpty());
            assertThat(embedder.embed(Versions.picture()).version()).isEqualTo("demo@1");

            registry.versionsAway(false);
            await().until(() -> embedder.version().equals("demo@2"));
        }
    }

    @Test
    void aRegistryThatWasBegunAnewIsFollowedFromItsBeginning() throws Exception {
        registry.publish(Versions.files(2));
        registry.publish(Versions.files(3));
        try (Embedder embedder = follow()) {
            assertThat(embedder.version()).isEqualTo("demo@3");

            registry.begunAnew(Versions.files(1));

            await().until(() -> embedder.version().equals("demo@1"));
        }
    }

    @Test
    void aListenerThatFailsEndsNothing() throws Exception {
        var failing =
                new FollowListener() {
                    @Override
                    public void swapped(String version) {
                        swaps.add(version);
                        throw new IllegalStateException("the listener's own fault");
                    }

                    @Override
                    public void failed(String detail) {}
                };
        try (Embedder embedder =
                Embedder.follow(client, VersionRef.parse("demo"), folder, failing)) {
            registry.publish(Versions.files(2));
            await().until(() -> swaps.contains("demo@2"));

            registry.publish(Versions.files(3));

            await().until(() -> embedder.version().equals("demo@3"));
        }
    }

    @Test
    void itsOwnFolderGoesAwayWithIt() throws Exception {
        List<Path> before = passingFolders();
        Embedder embedder = Embedder.follow(client, "demo");
        assertThat(passingFolders()).hasSize(before.size() + 1);
        assertThat(embedder.embed(Versions.picture()).version()).isEqualTo("demo@1");

        embedder.close();

        assertThat(passingFolders()).isEqualTo(before);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("embedder-follower"));
    }

    private Embedder follow() {
        return Embedder.follow(client, VersionRef.parse("demo"), folder, listener);
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> versions = Files.list(folder.resolve("demo"))) {
            return versions.map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        }
    }

    private static List<Path> passingFolders() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (Stream<Path> all = Files.list(temporary)) {
            return all.filter(path -> path.getFileName().toString().startsWith("lotic-embedder-"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isOver(List<Future<?>> callers) {
        return callers.stream().anyMatch(Future::isDone);
    }

    private static void assertIsOf(Embedding answer) {
        int number = Integer.parseInt(answer.version().substring("demo@".length()));
        assertThat((double) answer.vector()[0])
                .isCloseTo(number * Versions.FEATURES[0], within(1e-4));
    }
}
