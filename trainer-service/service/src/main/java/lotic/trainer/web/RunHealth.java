package lotic.trainer.web;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;

import jakarta.inject.Singleton;

import lotic.trainer.run.RunProgress;
import lotic.trainer.status.LiveRun;

import org.reactivestreams.Publisher;

import reactor.core.publisher.Mono;

import java.util.Map;

/// Whether the run goes on, with the reason if it does not. Readiness only: a run that waits for
/// Kafka is alive, and restarting it would not help.
@Singleton
@Readiness
final class RunHealth implements HealthIndicator {

    private final LiveRun run;

    RunHealth(LiveRun run) {
        this.run = run;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        RunProgress progress = run.progress().get();
        HealthStatus status =
                switch (progress.phase()) {
                    case FOLLOWING, LEARNING, STARVED, PAUSED -> HealthStatus.UP;
                    case STARTING, FAILED, STOPPED -> HealthStatus.DOWN;
                };
        return Mono.just(
                HealthResult.builder("run", status)
                        .details(Map.of("phase", progress.phase(), "reason", reason(progress)))
                        .build());
    }

    private static String reason(RunProgress progress) {
        return switch (progress.phase()) {
            case STARTING -> "the state and the engine are being loaded";
            case FOLLOWING -> "the steps after the last checkpoint are repeated";
            case LEARNING -> "learning";
            case STARVED -> "every admitted image is learnt";
            case PAUSED -> "an operator paused it";
            case FAILED -> progress.failure().orElse("the log has the reason");
            case STOPPED -> "it ended cleanly";
        };
    }
}
