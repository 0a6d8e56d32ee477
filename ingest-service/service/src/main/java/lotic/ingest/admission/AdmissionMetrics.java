package lotic.ingest.admission;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;

import java.util.List;
import java.util.function.ToLongFunction;

/// Admission in numbers, under `lotic_admission_`, as of the last update.
public final class AdmissionMetrics {

    private final MultiGauge balances;
    private volatile IntakeCounts latest = new IntakeCounts(List.of());

    public AdmissionMetrics(MeterRegistry registry, Admission admission) {
        balances = MultiGauge.builder("lotic.admission.balance.records").register(registry);
        count(registry, "admitted", IntakeCounts::admitted);
        count(registry, "repeat", IntakeCounts::repeats);
        count(registry, "animated", IntakeCounts::animated);
        count(registry, "duplicate", IntakeCounts::duplicates);
        count(registry, "rejected", IntakeCounts::rejected);
        count(registry, "resent", IntakeCounts::resent);
        Gauge.builder("lotic.admission.in.flight.records", this, m -> m.latest.inFlight())
                .register(registry);
        FunctionCounter.builder(
                        "lotic.admission.replaced.threads", admission, Admission::replacedThreads)
                .register(registry);
        for (AdmissionState state : AdmissionState.values()) {
            Gauge.builder("lotic.admission.state", admission, a -> a.state() == state ? 1 : 0)
                    .tag("state", state.code())
                    .register(registry);
        }
    }

    /// Takes new counts over.
    public void update(IntakeCounts counts) {
        latest = counts;
        balances.register(
                counts.partitions().stream()
                        .<MultiGauge.Row<?>>map(
                                p ->
                                        MultiGauge.Row.of(
                                                Tags.of(
                                                        "partition",
                                                        Integer.toString(p.partition())),
                                                p.counts().balance()))
                        .toList(),
                true);
    }

    private void count(
            MeterRegistry registry, String outcome, ToLongFunction<IntakeCounts> records) {
        FunctionCounter.builder("lotic.admission.records", this, m -> records.applyAsLong(m.latest))
                .tag("outcome", outcome)
                .register(registry);
    }
}
