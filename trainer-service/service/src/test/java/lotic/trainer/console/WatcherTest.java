package lotic.trainer.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.sse.Event;

import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class WatcherTest {

    private final List<Watcher> gone = new ArrayList<>();
    private final Watcher watcher = new Watcher(gone::add);
    private final Eyes eyes = new Eyes();

    @Test
    void newsComeInOrderAndOnlyAsAskedFor() {
        watcher.subscribe(eyes);
        tell(3);
        assertThat(eyes.seen).isEmpty();

        eyes.at.orElseThrow().request(2);
        assertThat(eyes.seen).containsExactly("news 0", "news 1");

        eyes.at.orElseThrow().request(1);
        assertThat(eyes.seen).containsExactly("news 0", "news 1", "news 2");
    }

    @Test
    void whoDoesNotKeepUpIsLetGoAndHoldsNobodyUp() {
        watcher.subscribe(eyes);
        tell(Watcher.WAITING_MAX);
        assertThat(gone).isEmpty();

        tell(1);

        assertThat(gone).containsExactly(watcher);
        assertThat(eyes.failure.orElseThrow()).hasMessageContaining("did not keep up");
        tell(5);
        eyes.at.orElseThrow().request(100);
        assertThat(eyes.seen).isEmpty();
    }

    @Test
    void whoAsksForMoreThanCanBeCountedIsToldAll() {
        watcher.subscribe(eyes);
        eyes.at.orElseThrow().request(1);

        eyes.at.orElseThrow().request(Long.MAX_VALUE);
        tell(3);

        assertThat(eyes.seen).hasSize(3);
    }

    /// A subscriber is promised one word at a time.
    @Test
    void whoIsLetGoHearsSoOnlyAfterTheNewsInHand() {
        watcher.subscribe(eyes);
        eyes.meanwhile =
                () -> {
                    tell(Watcher.WAITING_MAX + 1);
                    assertThat(gone).containsExactly(watcher);
                    assertThat(eyes.failure).isEmpty();
                };
        eyes.at.orElseThrow().request(1);

        tell(1);

        assertThat(eyes.seen).hasSize(1);
        assertThat(eyes.failure).isPresent();
    }

    @Test
    void whoNeverBeganToLookIsLetGoToo() {
        tell(Watcher.WAITING_MAX + 1);

        assertThat(gone).containsExactly(watcher);
    }

    @Test
    void whoLeavesIsTakenOffTheList() {
        watcher.subscribe(eyes);

        eyes.at.orElseThrow().request(10);
        eyes.at.orElseThrow().cancel();
        tell(1);

        assertThat(gone).containsExactly(watcher);
        assertThat(eyes.seen).isEmpty();
    }

    private void tell(int times) {
        for (int i = 0; i < times; i++) {
            watcher.tell(Event.of("news " + i));
        }
    }

    /// Sees what it asked for.
    private static final class Eyes implements Subscriber<Event<String>> {

        private final List<String> seen = new ArrayList<>();
        private Optional<Subscription> at = Optional.empty();
        private Optional<Throwable> failure = Optional.empty();
        private Runnable meanwhile = () -> {};

        @Override
        public void onSubscribe(Subscription subscription) {
            at = Optional.of(subscription);
        }

        @Override
        public void onNext(Event<String> news) {
            seen.add(news.getData());
            meanwhile.run();
        }

        @Override
        public void onError(Throwable reason) {
            failure = Optional.of(reason);
        }

        @Override
        public void onComplete() {}
    }
}
