package lotic.ingest.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import lotic.inspection.Inspection;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The gate in numbers, under `lotic_ingest_`.
public final class GateMetrics {

    private static final String FORMAT = "format";
    private static final String REFUSED = "lotic.ingest.rejected";
    private static final String REASON = "reason";
    private static final Duration[] ACK_BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;
    private final Timer acks;
    private final Counter bytes;
    private final Counter acknowledged;

    public GateMetrics(MeterRegistry registry, InFlightBytes budget) {
        this.registry = registry;
        this.acks =
                Timer.builder("lotic.ingest.ack")
                        .serviceLevelObjectives(ACK_BUCKETS)
                        .register(registry);
        this.bytes = Counter.builder("lotic.ingest.bytes").register(registry);
        this.acknowledged = images("acknowledged");
        Gauge.builder("lotic.ingest.inflight.bytes", budget, InFlightBytes::bytes)
                .register(registry);
        Gauge.builder("lotic.ingest.inflight.limit.bytes", budget, InFlightBytes::bytesMax)
                .register(registry);
    }

    /// An image on its way to the broker.
    final class Ack {

        private final Timer.Sample started = Timer.start(registry);
        private final long imageBytes;

        private Ack(long imageBytes) {
            this.imageBytes = imageBytes;
        }

        void received() {
            started.stop(acks);
            bytes.increment((double) imageBytes);
            acknowledged.increment();
        }
    }

    Ack handedOver(Inspection.Taken taken, long imageBytes) {
        String format = taken.format().name().toLowerCase(Locale.ROOT);
        DistributionSummary.builder("lotic.ingest.image.bytes")
                .tag(FORMAT, format)
                .register(registry)
                .record((double) imageBytes);
        DistributionSummary.builder("lotic.ingest.image.pixels")
                .tag(FORMAT, format)
                .register(registry)
                .record((double) taken.size().pixels());
        return new Ack(imageBytes);
    }

    void refused(Receipt.Refused refused) {
        switch (refused.status()) {
            case 429, 503 -> {
                images("throttled").increment();
                Counter.builder("lotic.ingest.throttled")
                        .tag("cause", refused.code())
                        .register(registry)
                        .increment();
            }
            default -> {
                images("rejected").increment();
                Counter.builder(REFUSED).tag(REASON, refused.code()).register(registry).increment();
            }
        }
    }

    /// Images refused for good since this start, by the rule's code.
    Map<String, Long> refusedByReason() {
        Map<String, Long> counts = new TreeMap<>();
        registry.find(REFUSED)
                .counters()
                .forEach(
                        each -> {
                            String reason = Objects.requireNonNull(each.getId().getTag(REASON));
                            counts.put(reason, Math.round(each.count()));
                        });
        return counts;
    }

    private Counter images(String outcome) {
        return Counter.builder("lotic.ingest.images").tag("outcome", outcome).register(registry);
    }
}
