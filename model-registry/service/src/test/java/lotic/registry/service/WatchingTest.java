package lotic.registry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.server.exceptions.ServerStartupException;

import lotic.registry.client.ModelEvent;
import lotic.registry.client.RegistryClient;
import lotic.registry.client.RegistryException;
import lotic.registry.client.Watch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/// News by long poll.
class WatchingTest {

    @TempDir Path folder;

    @Test
    void aWatchTellsOfAVersionAsSoonAsItIsThere() throws Exception {
        try (RunningRegistry registry = RunningRegistry.start(folder.resolve("registry"));
                Watch watch = registry.client().watch("demo", 0)) {
            CompletableFuture<ModelEvent> first = CompletableFuture.supplyAsync(watch::next);
            awaitWatchers(registry.uri(), 1);

            registry.client().publish(RunningRegistry.draft(folder, "other", 1));
            assertThat(first).isNotDone();
            registry.client().publish(RunningRegistry.draft(folder, "demo", 1));

            assertThat(first.get(10, TimeUnit.SECONDS).model()).isEqualTo("demo");
            assertThat(watch.cursor()).isEqualTo(3);
        }
    }

    @Test
    void aWatchMissesNothingAndRepeatsNothingWhileTheRegistryRestarts() throws Exception {
        Path data = folder.resolve("registry");
        List<Long> seen = Collections.synchronizedList(new ArrayList<>());
        RunningRegistry registry = RunningRegistry.start(data);
        int port = registry.uri().getPort();
        try (RegistryClient client = new RegistryClient(registry.uri(), RunningRegistry.QUICK)) {
            Watch watch = client.watch("demo", 0);
            Thread reader =
                    Thread.startVirtualThread(
                            () -> watch.forEachRemaining(event -> seen.add(event.sequence())));
            for (long step = 1; step <= 6; step++) {
                registry.client().publish(RunningRegistry.draft(folder, "demo", step));
                if (step % 2 == 0) {
                    registry.close();
                    // A watcher's attempt to connect may hold the very port for a moment.
                    registry =
                            Awaitility.await()
                                    .ignoreException(ServerStartupException.class)
                                    .until(
                                            () -> RunningRegistry.start(data, onPort(port)),
                                            Objects::nonNull);
                }
            }

            Awaitility.await().until(() -> seen.size() == 12);
            watch.close();
            assertThat(reader.join(Duration.ofSeconds(5))).isTrue();
        } finally {
            registry.close();
        }
        assertThat(seen).containsExactlyElementsOf(LongStream.rangeClosed(1, 12).boxed().toList());
    }

    @Test
    void aPollEndsEmptyHandedAfterItsWait() {
        try (RunningRegistry registry = RunningRegistry.start(folder.resolve("registry"))) {
            assertThat(registry.client().events("demo", 0, Duration.ofSeconds(1))).isEmpty();
        }
    }

    @Test
    void moreWatchersThanAllowedAreSentAway() throws Exception {
        UnaryOperator<RegistrySettings> oneWatcher =
                settings ->
                        new RegistrySettings(
                                settings.host(),
                                settings.port(),
                                settings.dataFolder(),
                                settings.allowedHosts(),
                                settings.blobBytesMax(),
                                settings.metadataBytesMax(),
                                settings.diskFreeBytesMin(),
                                settings.uploadsMax(),
                                1,
                                settings.watchWaitMax());
        try (RunningRegistry registry =
                RunningRegistry.start(folder.resolve("registry"), oneWatcher)) {
            Watch watch = registry.client().watch("demo", 0);
            CompletableFuture<Boolean> waits = CompletableFuture.supplyAsync(watch::hasNext);
            awaitWatchers(registry.uri(), 1);

            RawHttp.Answer second =
                    new RawHttp(registry.uri())
                            .send("GET", "/api/lotic/v1/models/demo/events?wait=30");
            RawHttp.Answer noWait =
                    new RawHttp(registry.uri())
                            .send("GET", "/api/lotic/v1/models/demo/events?wait=0");

            assertThat(second.status()).isEqualTo(503);
            assertThat(second.header("Retry-After")).contains("5");
            assertThat(second.body()).contains("registry.watchers-max");
            assertThat(noWait.status()).isEqualTo(200);
            watch.close();
            assertThat(waits.get(10, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void aRegistryThatIsAwayIsSaidSo() throws IOException {
        URI nobody = URI.create("http://127.0.0.1:9");
        try (RegistryClient client = new RegistryClient(nobody, RunningRegistry.QUICK)) {
            assertThatThrownBy(client::models)
                    .isInstanceOf(RegistryException.class)
                    .hasMessage(
                            "cannot reach the registry at http://127.0.0.1:9 (connection refused)")
                    .extracting(e -> ((RegistryException) e).reason())
                    .isEqualTo(RegistryException.Reason.UNREACHABLE);
        }
    }

    private static UnaryOperator<RegistrySettings> onPort(int port) {
        return settings ->
                new RegistrySettings(
                        settings.host(),
                        port,
                        settings.dataFolder(),
                        settings.allowedHosts(),
                        settings.blobBytesMax(),
                        settings.metadataBytesMax(),
                        settings.diskFreeBytesMin(),
                        settings.uploadsMax(),
                        settings.watchersMax(),
                        settings.watchWaitMax());
    }

    private static void awaitWatchers(URI registry, int count) {
        RawHttp http = new RawHttp(registry);
        Awaitility.await()
                .until(
                        () ->
                                http.send("GET", "/prometheus")
                                        .body()
                                        .contains(
                                                "lotic_registry_watchers{kind=\"poll\"} %d.0"
                                                        .formatted(count)));
    }
}
