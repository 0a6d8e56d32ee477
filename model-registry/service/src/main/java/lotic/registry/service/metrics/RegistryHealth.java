package lotic.registry.service.metrics;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;

import jakarta.inject.Singleton;

import lotic.registry.service.announce.Announcer;
import lotic.registry.store.RegistryStore;

import org.reactivestreams.Publisher;

import java.util.Map;

/// How the registry stands, in `/health`. Announcements that wait do not make it unready: versions
/// are published and served without a broker.
@Singleton
final class RegistryHealth implements HealthIndicator {

    private final RegistryStore store;
    private final Announcer announcer;

    RegistryHealth(RegistryStore store, Announcer announcer) {
        this.store = store;
        this.announcer = announcer;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        Map<String, Object> details =
                Map.of(
                        "events", store.events().last(),
                        "announced", announcer.announced(),
                        "announcer", announcer.state());
        return Publishers.just(
                HealthResult.builder("registry", HealthStatus.UP).details(details).build());
    }
}
