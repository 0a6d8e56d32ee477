package lotic.registry.service.announce;

import lotic.registry.store.Event;
import lotic.registry.store.EventLog;
import lotic.schemas.KafkaConnection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Carries the log of events to the topic, in order, each exactly once, on a thread of its own. A
/// broker that is away delays announcements and nothing else, and so does whatever else goes wrong;
/// they go on where the topic ends.
public final class Announcer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    /// Events of one transaction.
    private static final int BATCH_MAX = 100;

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final EventLog log;
    private final ModelsTopic topic;
    private final Duration pause;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile State state = State.CONNECTING;
    private volatile long announced;

    /// How it stands.
    public enum State {
        /// The broker has not answered yet, or not any more.
        CONNECTING,
        /// What is in the log is in the topic, or soon will be.
        ANNOUNCING,
        /// Announcing failed for another reason than the broker, which the log tells. It is tried
        /// again, from the topic's end.
        FAILING,
        /// The topic tells more than this registry knows: it is another registry's. Nothing is
        /// announced until an operator has looked and started the registry again.
        FOREIGN_TOPIC,
        /// Closed.
        STOPPED
    }

    private Announcer(EventLog log, ModelsTopic topic, Duration pause) {
        this.log = log;
        this.topic = topic;
        this.pause = pause;
        this.thread = Thread.ofPlatform().name("registry-announcer").daemon().unstarted(this::run);
    }

    /// Starts announcing.
    public static Announcer start(EventLog log, KafkaConnection kafka) {
        return start(log, new KafkaModelsTopic(kafka), PAUSE);
    }

    /// @param pause between attempts to reach the topic
    static Announcer start(EventLog log, ModelsTopic topic, Duration pause) {
        Announcer announcer = new Announcer(log, topic, pause);
        announcer.thread.start();
        return announcer;
    }

    public State state() {
        return state;
    }

    /// Sequence of the last event known to be in the topic.
    public long announced() {
        return announced;
    }

    /// Ends within a few seconds; what was not announced is at the next start.
    @Override
    public void close() {
        stopped.countDown();
        thread.interrupt();
        try {
            if (!thread.join(STOP_TIMEOUT)) {
                LOG.warn("the announcer did not end in {}", STOP_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!isStopped() && state != State.FOREIGN_TOPIC) {
                announceUntilItFails();
            }
        } catch (InterruptedException _) {
            // Only close() interrupts: the loop is over.
        } finally {
            // An interrupt that is left over would keep the topic from closing in order.
            boolean _ = Thread.interrupted();
            topic.close();
        }
        if (isStopped()) {
            state = State.STOPPED;
        }
    }

    private void announceUntilItFails() throws InterruptedException {
        try {
            announced = topic.open();
            if (announced > log.last()) {
                refuseForeignTopic();
                return;
            }
            state = State.ANNOUNCING;
            LOG.info("announcing from sequence={}", announced + 1);
            while (!isStopped()) {
                announceNext();
            }
        } catch (ModelsTopic.Unavailable e) {
            if (isStopped()) {
                return;
            }
            state = State.CONNECTING;
            LOG.warn(
                    "announcements wait, the registry goes on: announced={} last={} cause={}",
                    announced,
                    log.last(),
                    String.valueOf(e.getCause()));
            awaitStop();
        } catch (RuntimeException e) {
            if (isStopped()) {
                return;
            }
            state = State.FAILING;
            LOG.error(
                    "announcements fail and are tried again in {}, the registry goes on:"
                            + " announced={}",
                    pause,
                    announced,
                    e);
            awaitStop();
        }
    }

    private void announceNext() throws ModelsTopic.Unavailable, InterruptedException {
        List<Event> events = log.after(announced, BATCH_MAX);
        if (events.isEmpty()) {
            log.awaitBeyond(announced);
        } else {
            topic.append(events);
            announced = events.getLast().sequence();
        }
    }

    private void refuseForeignTopic() {
        state = State.FOREIGN_TOPIC;
        LOG.error(
                "the models topic ends at event {}, this registry's log at {}: the topic is another"
                        + " registry's; nothing is announced until the registry starts again with"
                        + " its own topic prefix or data folder",
                announced,
                log.last());
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void awaitStop() throws InterruptedException {
        if (stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException();
        }
    }
}
