package lotic.trainer.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

import jakarta.inject.Singleton;

import lotic.trainer.lag.Distance;
import lotic.trainer.lag.Lag;
import lotic.trainer.lag.LagMeter;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.RunProgress;
import lotic.trainer.status.LiveRun;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// The lag as Prometheus is told it, by partition. Partitions appear as the run meets them.
@Singleton
final class LagMetrics implements MeterBinder {

    private static final String PREFIX = "lotic.trainer.";

    private final LiveRun run;
    private final LagMeter meter;
    private final InstantSource clock;
    private final String topic;

    private Optional<Gauges> gauges = Optional.empty();
    private Set<Integer> known = Set.of();

    private record Gauges(
            MultiGauge records,
            MultiGauge seconds,
            MultiGauge end,
            MultiGauge learnt,
            MultiGauge durable) {}

    LagMetrics(TrainerHttp.View view) {
        this.run = view.run();
        this.meter = view.lag();
        this.clock = view.clock();
        this.topic = view.topic();
    }

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        gauges =
                Optional.of(
                        new Gauges(
                                multi(registry, "lag.records"),
                                multi(registry, "lag.seconds"),
                                multi(registry, "end.offset"),
                                multi(registry, "learnt.offset"),
                                multi(registry, "durable.offset")));
        Gauge.builder(
                        PREFIX + "lag.clear.seconds",
                        this,
                        lag -> lag.now().clear().map(LagMetrics::seconds).orElse(Double.NaN))
                .register(registry);
    }

    /// Makes rows for partitions that are new.
    synchronized void meet(Set<Integer> partitions) {
        if (gauges.isEmpty() || known.equals(partitions)) {
            return;
        }
        known = Set.copyOf(partitions);
        gauges.get().records().register(distances(Distance::records), true);
        gauges.get().seconds().register(distances(d -> seconds(d.age())), true);
        gauges.get().end().register(offsets(p -> new Cursor(new TreeMap<>(p.ends()))), true);
        gauges.get().learnt().register(offsets(RunProgress::learnt), true);
        gauges.get().durable().register(offsets(RunProgress::durable), true);
    }

    private List<Row<?>> distances(ToDoubleFunction<Distance> read) {
        List<Row<?>> rows = new ArrayList<>();
        for (int partition : known) {
            rows.add(row(partition, "learnt", Lag.PartitionLag::learnt, read));
            rows.add(row(partition, "durable", Lag.PartitionLag::durable, read));
        }
        return rows;
    }

    private Row<?> row(
            int partition,
            String kind,
            Function<Lag.PartitionLag, Distance> which,
            ToDoubleFunction<Distance> read) {
        return Row.of(
                tags(partition).and("kind", kind),
                this,
                lag ->
                        Optional.ofNullable(lag.now().partitions().get(partition))
                                .map(which)
                                .map(distance -> read.applyAsDouble(distance))
                                .orElse(Double.NaN));
    }

    private List<Row<?>> offsets(Function<RunProgress, Cursor> which) {
        List<Row<?>> rows = new ArrayList<>();
        for (int partition : known) {
            rows.add(
                    Row.of(
                            tags(partition),
                            run,
                            live ->
                                    Optional.ofNullable(
                                                    which.apply(live.progress().get())
                                                            .next()
                                                            .get(partition))
                                            .map(Long::doubleValue)
                                            .orElse(Double.NaN)));
        }
        return rows;
    }

    private Lag now() {
        return meter.lag(run.progress().get(), clock.instant());
    }

    private Tags tags(int partition) {
        return Tags.of("topic", topic, "partition", Integer.toString(partition));
    }

    private static MultiGauge multi(MeterRegistry registry, String name) {
        return MultiGauge.builder(PREFIX + name).register(registry);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
