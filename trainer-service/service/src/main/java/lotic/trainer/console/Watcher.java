package lotic.trainer.console;

import io.micronaut.http.sse.Event;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// Somebody who looks on, with what is on its way to them. Nobody ever waits for a watcher: one who
/// does not keep up is let go, and their browser comes back with what they know. Safe for use by
/// many threads.
final class Watcher implements Publisher<Event<String>>, Subscription {

    /// News that wait for one watcher, half a minute of it.
    static final int WAITING_MAX = 30;

    private final Consumer<Watcher> gone;
    private final Deque<Event<String>> waiting = new ArrayDeque<>();
    private @Nullable Subscriber<? super Event<String>> subscriber;
    private long demand;
    private boolean sending;
    private boolean ended;

    /// True from being let go until it is said.
    private boolean farewell;

    /// @param gone is told when the watcher left or was let go
    Watcher(Consumer<Watcher> gone) {
        this.gone = gone;
    }

    @Override
    public void subscribe(Subscriber<? super Event<String>> to) {
        synchronized (this) {
            if (subscriber != null) {
                throw new IllegalStateException("a watcher has one pair of eyes");
            }
            subscriber = to;
        }
        to.onSubscribe(this);
    }

    /// Gives news to the watcher, or lets the watcher go.
    void tell(Event<String> news) {
        synchronized (this) {
            if (ended) {
                return;
            }
            waiting.addLast(news);
        }
        send();
        letGoIfSlow();
    }

    private void letGoIfSlow() {
        synchronized (this) {
            if (ended || waiting.size() <= WAITING_MAX) {
                return;
            }
            end();
            farewell = true;
        }
        gone.accept(this);
        sayFarewell();
    }

    /// Not while news are handed on: whoever does that says it then.
    private void sayFarewell() {
        Subscriber<? super Event<String>> slow;
        synchronized (this) {
            slow = subscriber;
            if (!farewell || sending || slow == null) {
                return;
            }
            farewell = false;
        }
        slow.onError(new IllegalStateException("a watcher did not keep up and was let go"));
    }

    @Override
    public void request(long more) {
        synchronized (this) {
            long sum = demand + more;
            demand = sum < 0 ? Long.MAX_VALUE : sum; // beyond long means without end
        }
        send();
    }

    @Override
    public void cancel() {
        synchronized (this) {
            end();
        }
        gone.accept(this);
    }

    private void end() {
        ended = true;
        farewell = false;
        waiting.clear();
    }

    /// One thread at a time hands on what is asked for.
    private void send() {
        while (true) {
            Event<String> next;
            Subscriber<? super Event<String>> to;
            synchronized (this) {
                to = subscriber;
                if (sending || ended || to == null || demand == 0 || waiting.isEmpty()) {
                    return;
                }
                sending = true;
                demand--;
                next = waiting.removeFirst();
            }
            try {
                to.onNext(next);
            } finally {
                synchronized (this) {
                    sending = false;
                }
                sayFarewell();
            }
        }
    }
}
