package lotic.registry.service;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;

import lotic.registry.format.Manifest;
import lotic.registry.service.announce.Announcer;
import lotic.registry.service.api.ApiLimits;
import lotic.registry.store.RegistryStore;
import lotic.schemas.KafkaConnection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The registry, running: its API and its announcements.
public final class RegistryService implements AutoCloseable {

    static final String ENVIRONMENT = "registry";

    /// Names by which this machine calls itself.
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    /// JSON of a file in a publication, at most: a path, a digest, a size and their names.
    private static final int FILE_JSON_BYTES_MAX = 1 << 10;

    private final RegistryStore store;
    private final Announcer announcer;
    private final ApplicationContext context;
    private final URI uri;

    private RegistryService(
            RegistryStore store, Announcer announcer, ApplicationContext context, URI uri) {
        this.store = store;
        this.announcer = announcer;
        this.context = context;
        this.uri = uri;
    }

    /// Starts the service: HTTP answers when this returns; announcements begin once the broker
    /// answers.
    ///
    /// @param kafka whose topics exist ([lotic.schemas.TopicSetup]); the broker may be away
    /// @throws lotic.registry.store.StoreException if the data folder is in use or cannot be read
    public static RegistryService start(KafkaConnection kafka, RegistrySettings settings) {
        RegistryStore store = open(settings);
        Announcer announcer = Announcer.start(store.events(), kafka);
        ApplicationContext context =
                ApplicationContext.builder()
                        .deduceEnvironment(false)
                        .deduceCloudEnvironment(false)
                        .banner(false)
                        .environments(ENVIRONMENT)
                        .singletons(store, announcer, apiLimits(settings))
                        .properties(httpProperties(settings))
                        .build();
        try {
            EmbeddedServer server = context.start().getBean(EmbeddedServer.class).start();
            return new RegistryService(store, announcer, context, server.getURI());
        } catch (RuntimeException e) {
            context.close();
            announcer.close();
            store.close();
            throw e;
        }
    }

    /// Where the API answers.
    public URI uri() {
        return uri;
    }

    /// Lets go of the broker, ends waiting requests, takes no more, closes the data folder.
    @Override
    public void close() {
        // First, or it would spin on waits that end at once.
        announcer.close();
        store.events().endWaits();
        context.close();
        store.close();
    }

    private static RegistryStore open(RegistrySettings settings) {
        try {
            return RegistryStore.open(
                    settings.dataFolder(), settings.storeLimits(), Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the registry's folder %s cannot be opened (%s)"
                            .formatted(settings.dataFolder(), e.getMessage()),
                    e);
        }
    }

    private static ApiLimits apiLimits(RegistrySettings settings) {
        Set<String> hosts = new HashSet<>(LOOPBACK);
        hosts.add(settings.host().toLowerCase(Locale.ROOT));
        settings.allowedHosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        return new ApiLimits(
                hosts,
                settings.uploadsMax(),
                settings.watchersMax(),
                settings.watchWaitMax(),
                settings.metadataBytesMax() + Manifest.FILES_MAX * FILE_JSON_BYTES_MAX);
    }

    private static Map<String, Object> httpProperties(RegistrySettings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("micronaut.application.name", ENVIRONMENT);
        properties.put("micronaut.server.host", settings.host());
        properties.put("micronaut.server.port", settings.port() == 0 ? -1 : settings.port());
        // Uploads and publications are bounded as they are read.
        properties.put("micronaut.server.max-request-size", Long.MAX_VALUE);
        properties.put("micronaut.serde.serialization.inclusion", "NON_ABSENT");
        properties.put("endpoints.all.sensitive", false);
        properties.put("endpoints.prometheus.sensitive", false);
        properties.put("endpoints.health.details-visible", "ANONYMOUS");
        return properties;
    }
}
