package lotic.registry.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;

import lotic.registry.format.Sha256;
import lotic.registry.service.announce.Announcer;
import lotic.registry.service.api.RegistryObserver;
import lotic.registry.store.Event;
import lotic.registry.store.Model;
import lotic.registry.store.RegistryStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/// The metrics that operators know by name. What the store knows is read when it is asked for.
@Context
final class RegistryMetrics implements RegistryObserver {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryMetrics.class);

    /// Models and aliases are labels, so they are bounded; more than so many are not shown.
    private static final int LABELS_MAX = 200;

    private static final String PREFIX = "lotic.registry.";

    private final MeterRegistry meters;
    private final RegistryStore store;
    private final Set<String> shown = ConcurrentHashMap.newKeySet();
    private final Counter complete;
    private final Counter broken;
    private final Counter sentBytes;
    private final Counter corruptBlobs;

    RegistryMetrics(MeterRegistry meters, RegistryStore store, Announcer announcer) {
        this.meters = meters;
        this.store = store;
        this.complete = meters.counter(PREFIX + "downloads", "result", "complete");
        this.broken = meters.counter(PREFIX + "downloads", "result", "broken");
        this.sentBytes = meters.counter(PREFIX + "sent.bytes");
        this.corruptBlobs = meters.counter(PREFIX + "corrupt.blobs");
        Gauge.builder("lotic.ready", announcer, RegistryMetrics::announces)
                .tag("check", "announcements")
                .register(meters);
        store.catalogue().models(Optional.empty(), LABELS_MAX).forEach(this::show);
    }

    @Override
    public void sent(int bytes) {
        sentBytes.increment(bytes);
    }

    @Override
    public void downloaded(boolean whole) {
        (whole ? complete : broken).increment();
    }

    @Override
    public void damaged(Sha256 sha256) {
        corruptBlobs.increment();
        LOG.error(
                "blob is damaged on disk sha256={}; restore it from a copy, its versions cannot be"
                        + " pulled until then",
                sha256);
    }

    @Override
    public void changed(String model) {
        store.catalogue().model(model).ifPresent(this::show);
    }

    @Override
    public void limitReached(String limit) {
        meters.counter("lotic.limit.reached", "limit", limit).increment();
    }

    private void show(Model model) {
        String name = model.name();
        if (isNew(name)) {
            gauge("versions", name, Model::versions).tag("state", "published").register(meters);
            gauge("stored.bytes", name, Model::storedBytes).register(meters);
        }
        for (String alias : model.aliases().keySet()) {
            if (isNew(name + "@" + alias)) {
                Gauge.builder(
                                PREFIX + "alias.updated.timestamp.seconds",
                                store,
                                now -> movedAtSeconds(now, name, alias))
                        .tag("model", name)
                        .tag("alias", alias)
                        .register(meters);
            }
        }
    }

    private boolean isNew(String label) {
        return shown.size() < LABELS_MAX && shown.add(label);
    }

    private Gauge.Builder<RegistryStore> gauge(
            String what, String model, ToDoubleFunction<Model> value) {
        return Gauge.builder(
                        PREFIX + what,
                        store,
                        now -> now.catalogue().model(model).map(value::applyAsDouble).orElse(0.0))
                .tag("model", model);
    }

    private static double movedAtSeconds(RegistryStore store, String model, String alias) {
        List<Event.AliasMoved> newest = store.aliasHistory(model, alias, 1);
        return newest.isEmpty() ? 0 : newest.getLast().at().toEpochMilli() / 1000.0;
    }

    private static double announces(Announcer announcer) {
        return announcer.state() == Announcer.State.ANNOUNCING ? 1 : 0;
    }
}
