package lotic.trainer.web;

import io.micronaut.scheduling.annotation.Scheduled;

import jakarta.inject.Singleton;

import lotic.trainer.lag.LagMeter;
import lotic.trainer.status.LiveRun;

import java.time.InstantSource;

/// Looks at the run once a second, so that the lag can be told with a pace.
@Singleton
final class LagSampler {

    private final LiveRun run;
    private final LagMeter meter;
    private final InstantSource clock;

    LagSampler(LiveRun run, LagMeter meter, InstantSource clock) {
        this.run = run;
        this.meter = meter;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "1s")
    void sample() {
        meter.observe(run.progress().get(), clock.instant());
    }
}
