package lotic.registry.service.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;

import lotic.registry.service.api.EventsController;

/// How many requests wait for events.
@Context
final class WatcherMetrics {

    WatcherMetrics(MeterRegistry meters, EventsController events) {
        Gauge.builder("lotic.registry.watchers", events, EventsController::watching)
                .tag("kind", "poll")
                .register(meters);
    }
}
