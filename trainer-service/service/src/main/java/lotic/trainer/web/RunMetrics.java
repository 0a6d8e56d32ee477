package lotic.trainer.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

import jakarta.inject.Singleton;

import lotic.learning.health.LearningHealth;
import lotic.trainer.publish.PublishingStatus;
import lotic.trainer.publish.PublishingStatus.Cause;
import lotic.trainer.run.RunProgress;
import lotic.trainer.run.RunProgress.Bound;
import lotic.trainer.status.LiveRun;

import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// What a run tells to Prometheus, read from its newest progress when it is asked. Counters go on
/// over restarts, as the run's counts do.
@Singleton
final class RunMetrics implements MeterBinder {

    private static final String PREFIX = "lotic.trainer.";

    /// Prometheus' word for a number that is not there.
    private static final double NONE = Double.NaN;

    private final LiveRun run;
    private final Supplier<PublishingStatus> publishing;

    RunMetrics(LiveRun run, TrainerHttp.View view) {
        this.run = run;
        this.publishing = view.publishing();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        work(registry);
        science(registry);
        saving(registry);
    }

    private void work(MeterRegistry registry) {
        counter(registry, "steps", Tags.empty(), RunMetrics::steps);
        counter(registry, "images", Tags.of("source", "fresh"), p -> p.counts().trained());
        counter(registry, "images", Tags.of("source", "replay"), p -> p.counts().replayed());
        counter(registry, "skipped", Tags.empty(), p -> p.counts().skipped());
        counter(registry, "lost.records", Tags.empty(), p -> p.counts().lost());
        gauge(registry, "images.per.second", Tags.empty(), RunProgress::imagesPerSecond);
        for (Bound bound : Bound.values()) {
            gauge(registry, "bound", Tags.of("by", label(bound)), p -> p.bound() == bound ? 1 : 0);
        }
    }

    private void science(MeterRegistry registry) {
        gauge(
                registry,
                "loss",
                Tags.of("term", "total"),
                p -> p.newest().map(RunProgress.Point::loss).orElse(NONE));
        gauge(
                registry,
                "learning.rate",
                Tags.empty(),
                p -> p.newest().map(RunProgress.Point::learningRate).orElse(NONE));
        gauge(registry, "grad.norm", Tags.empty(), p -> signal(p, "gradient.norm"));
        gauge(
                registry,
                "prototype.perplexity",
                Tags.empty(),
                p -> signal(p, "prototypes.perplexity"));
        for (LearningHealth.State state : LearningHealth.State.values()) {
            gauge(
                    registry,
                    "health",
                    Tags.of("state", label(state)),
                    p -> p.health().state() == state ? 1 : 0);
        }
    }

    private void saving(MeterRegistry registry) {
        gauge(
                registry,
                "checkpoint.last.success.timestamp.seconds",
                Tags.empty(),
                p -> p.saving().last().map(at -> at.toEpochMilli() / 1000.0).orElse(NONE));
        Gauge.builder(PREFIX + "publish.pending", publishing, p -> p.get().waiting())
                .register(registry);
        for (Cause cause : Cause.values()) {
            FunctionCounter.builder(
                            PREFIX + "publish.failures",
                            publishing,
                            p -> p.get().failures().getOrDefault(cause, 0L))
                    .tag("cause", label(cause))
                    .register(registry);
        }
    }

    private void gauge(
            MeterRegistry registry, String name, Tags tags, ToDoubleFunction<RunProgress> read) {
        Gauge.builder(PREFIX + name, run, live -> read.applyAsDouble(live.progress().get()))
                .tags(tags)
                .register(registry);
    }

    private void counter(
            MeterRegistry registry, String name, Tags tags, ToDoubleFunction<RunProgress> read) {
        FunctionCounter.builder(
                        PREFIX + name, run, live -> read.applyAsDouble(live.progress().get()))
                .tags(tags)
                .register(registry);
    }

    private static double steps(RunProgress progress) {
        return progress.newest().map(RunProgress.Point::step).orElse(0L);
    }

    private static double signal(RunProgress progress, String name) {
        return progress.lastStep().map(step -> step.signals().get(name)).orElse(NONE);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
