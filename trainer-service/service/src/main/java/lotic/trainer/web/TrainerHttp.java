package lotic.trainer.web;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;

import lotic.trainer.lag.LagMeter;
import lotic.trainer.publish.PublishingStatus;
import lotic.trainer.status.LiveRun;
import lotic.trainer.status.StatusReader;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/// The trainer's HTTP server, in a Micronaut context of its own.
public final class TrainerHttp implements AutoCloseable {

    private static final Map<String, Object> PROPERTIES =
            Map.ofEntries(
                    Map.entry("micronaut.application.name", "lotic-trainer"),
                    Map.entry("micronaut.server.max-request-size", "64KB"),
                    Map.entry("micronaut.serde.serialization.inclusion", "ALWAYS"),
                    Map.entry("endpoints.all.enabled", false),
                    Map.entry("endpoints.health.enabled", true),
                    Map.entry("endpoints.health.sensitive", false),
                    Map.entry("endpoints.health.details-visible", "ANONYMOUS"),
                    Map.entry("endpoints.health.disk-space.enabled", false),
                    Map.entry("endpoints.health.deadlocked-threads.enabled", false),
                    Map.entry("endpoints.prometheus.enabled", true),
                    Map.entry("endpoints.prometheus.sensitive", false),
                    Map.entry("micronaut.metrics.export.prometheus.enabled", true));

    private final ApplicationContext context;
    private final EmbeddedServer server;

    private TrainerHttp(ApplicationContext context, EmbeddedServer server) {
        this.context = context;
        this.server = server;
    }

    /// What the server shows.
    ///
    /// @param topic of the images that it learns from
    /// @param run where the run is, and the way to speak to it
    /// @param lag its pace, observed by the server once a second
    /// @param publishing how its versions go out
    /// @param status all of it together
    /// @param console what it shows beside the status
    /// @param clock for ages
    public record View(
            String topic,
            LiveRun run,
            LagMeter lag,
            Supplier<PublishingStatus> publishing,
            StatusReader status,
            Console console,
            InstantSource clock) {}

    /// Starts to answer.
    ///
    /// @param port 0 takes any free one
    /// @throws IllegalStateException if the port is taken, naming the setting
    public static TrainerHttp start(String host, int port, View view) {
        ApplicationContext context =
                ApplicationContext.builder()
                        .deduceEnvironment(false)
                        .deduceCloudEnvironment(false)
                        .banner(false)
                        .environments("trainer")
                        .properties(PROPERTIES)
                        .properties(
                                Map.of(
                                        "micronaut.server.host",
                                        host,
                                        "micronaut.server.port",
                                        port == 0 ? -1 : port))
                        .singletons(view.run(), view.lag(), view.status(), view.clock(), view)
                        .start();
        try {
            return new TrainerHttp(context, context.getBean(EmbeddedServer.class).start());
        } catch (ServerStartupException taken) {
            context.close();
            throw new IllegalStateException(
                    "cannot listen on %s:%d (%s); choose another with trainer.port"
                            .formatted(host, port, taken.getMessage()),
                    taken);
        }
    }

    /// Where it answers.
    public URI uri() {
        return server.getURI();
    }

    @Override
    public void close() {
        context.close();
    }
}
