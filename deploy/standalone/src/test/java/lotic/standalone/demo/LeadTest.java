package lotic.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

class LeadTest {

    private final Lead lead = new Lead(10);
    private final AtomicLong delivered = new AtomicLong();

    @Test
    void theProducerGoesAsFarAheadAsItMayAndNoFurther() {
        try (ExecutorService producers = produce(4)) {
            lead.learn(0);
            await().until(() -> delivered.get() == 10);

            lead.learn(4);
            await().until(() -> delivered.get() == 16);

            lead.learn(12);
            await().during(Duration.ofMillis(100)).until(() -> delivered.get() == 16);
            producers.shutdownNow();
        }
    }

    @Test
    void nothingGoesBeforeAnythingIsKnown() {
        try (ExecutorService producers = produce(2)) {
            await().during(Duration.ofMillis(100)).until(() -> delivered.get() == 0);
            producers.shutdownNow();
        }
        assertThat(delivered).hasValue(0);
    }

    private ExecutorService produce(int threads) {
        ExecutorService producers = Executors.newVirtualThreadPerTaskExecutor();
        for (int i = 0; i < threads; i++) {
            producers.execute(this::produceUntilInterrupted);
        }
        return producers;
    }

    private void produceUntilInterrupted() {
        try {
            while (true) {
                lead.awaitRoom();
                delivered.incrementAndGet();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
