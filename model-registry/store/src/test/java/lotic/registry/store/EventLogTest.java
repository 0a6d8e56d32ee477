package lotic.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

class EventLogTest {

    private static final List<String> MODELS = List.of("a", "ab", "b");
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir Path folder;
    private RegistryStore store;

    @BeforeEach
    void open() throws IOException {
        store = Drafts.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sequencesHaveNoGapsWhoeverPublishesWhenAndWhateverRestarts(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int start = 0; start < 3; start++) {
            try (ExecutorService publishers = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> done = new ArrayList<>();
                for (int i = 0; i < 12; i++) {
                    SplittableRandom own = random.split();
                    done.add(publishers.submit(() -> publishSomething(own)));
                }
                for (Future<?> publisher : done) {
                    publisher.get();
                }
            }
            store.close();
            store = Drafts.open(folder);
        }

        List<Event> events = store.events().after(0, 10_000);
        assertThat(events)
                .extracting(Event::sequence)
                .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(store.events().last()).isEqualTo(events.size());
        MODELS.forEach(model -> assertHistoryIsWhole(model, events));
    }

    private void assertHistoryIsWhole(String model, List<Event> events) {
        List<Long> published =
                events.stream()
                        .filter(event -> event.model().equals(model))
                        .filter(Event.Published.class::isInstance)
                        .map(event -> ((Event.Published) event).version().number())
                        .toList();
        assertThat(published)
                .isEqualTo(LongStream.rangeClosed(1, published.size()).boxed().toList());
        assertThat(pages(model))
                .containsExactlyElementsOf(
                        events.stream().filter(event -> event.model().equals(model)).toList());
    }

    /// A model's events as a reader with a small page meets them.
    private List<Event> pages(String model) {
        List<Event> all = new ArrayList<>();
        long cursor = 0;
        for (List<Event> page = page(model, cursor); !page.isEmpty(); page = page(model, cursor)) {
            all.addAll(page);
            cursor = page.getLast().sequence();
        }
        return all;
    }

    private List<Event> page(String model, long after) {
        try {
            return store.events().awaitModel(model, after, 5, Duration.ZERO);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Object publishSomething(SplittableRandom random) throws IOException {
        String model = MODELS.get(random.nextInt(MODELS.size()));
        String text = "{\"n\":" + random.nextInt(10) + "}";
        return Drafts.publish(store, model, random.nextLong(1L << 40), "config.json", text);
    }

    @Test
    void aWaitEndsWithTheFirstEventOfItsModel() throws Exception {
        CompletableFuture<List<Event>> waiting =
                CompletableFuture.supplyAsync(() -> await("b", 0, LONG));

        Drafts.publish(store, "a", 1, "config.json", "{}");
        Drafts.publish(store, "b", 1, "config.json", "{}");

        assertThat(waiting.get(10, TimeUnit.SECONDS)).extracting(Event::sequence).startsWith(3L);
    }

    @Test
    void aWaitThatNobodyAnswersEndsInTime() {
        assertThat(await("b", 0, Duration.ofMillis(20))).isEmpty();
    }

    @Test
    void whenWaitsAreEndedNobodyWaits() throws Exception {
        CompletableFuture<List<Event>> waiting =
                CompletableFuture.supplyAsync(() -> await("b", 0, LONG));

        store.events().endWaits();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEmpty();
        assertThat(await("b", 0, LONG)).isEmpty();
        store.events().awaitBeyond(0);
    }

    @Test
    void aCursorBeyondTheEndIsRefused() throws IOException {
        Drafts.publish(store, "a", 1, "config.json", "{}");

        assertThat(await("a", 2, Duration.ZERO)).isEmpty();
        assertThatThrownBy(() -> await("a", 3, Duration.ZERO))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("event 3 is not in this registry's log, which ends at 2");
    }

    @Test
    void anAliasThatMovesIsNews() throws IOException {
        Drafts.publish(store, "a", 1, "config.json", "{}");

        store.moveAlias("a", "stable", OptionalLong.empty(), 1);

        assertThat(await("a", 2, Duration.ZERO))
                .containsExactly(
                        new Event.AliasMoved(
                                3, "a", "stable", OptionalLong.empty(), 1, Drafts.NOW));
    }

    private List<Event> await(String model, long after, Duration wait) {
        try {
            return store.events().awaitModel(model, after, 1000, wait);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
