package lotic.trainer.web;

import io.micronaut.scheduling.annotation.Scheduled;

import jakarta.inject.Singleton;

import lotic.trainer.lag.LagMeter;
import lotic.trainer.run.RunProgress;
import lotic.trainer.status.LiveRun;

import java.time.InstantSource;

/// Looks at the run once a second, so that the lag can be told with a pace.
@Singleton
final class LagSampler {

    private final LiveRun run;
    private final LagMeter meter;
    private final LagMetrics metrics;
    private final InstantSource clock;

    LagSampler(LiveRun run, LagMeter meter, LagMetrics metrics, InstantSource clock) {
        this.run = run;
        this.meter = meter;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "1s")
    void sample() {
        RunProgress progress = run.progress().get();
        meter.observe(progress, clock.instant());
        metrics.meet(progress.backlogs().keySet());
    }
}
