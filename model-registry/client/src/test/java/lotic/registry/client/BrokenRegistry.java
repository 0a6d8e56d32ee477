package lotic.registry.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import lotic.registry.format.Manifest;
import lotic.registry.format.Sha256;
import lotic.registry.format.VersionFile;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A registry with one version, `demo@1`, of one file `w` or of several with the same content, that
/// sends them as badly as it is told, and describes it whatever version is asked for. It reads no
/// upload, and its list of models never ends.
final class BrokenRegistry implements AutoCloseable {

    private static final int TRICKLE_MS = 20;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final byte[] content;
    private final List<String> names;
    private final Queue<Behaviour> behaviours = new ConcurrentLinkedQueue<>();
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closed = new CountDownLatch(1);

    /// How one request for the file is answered.
    interface Behaviour {
        void answer(HttpExchange exchange, byte[] content, int from) throws IOException;
    }

    BrokenRegistry(byte[] content) throws IOException {
        this(content, "w");
    }

    /// @param names of its files
    BrokenRegistry(byte[] content, String... names) throws IOException {
        this.content = content;
        this.names = List.of(names);
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/lotic/v1/models/demo/versions/", this::describe);
        server.createContext("/api/lotic/v1/models/other/versions/", this::describe);
        server.createContext("/api/lotic/v1/models/demo/versions/1/files/", this::send);
        server.createContext("/api/lotic/v1/models", this::trickle);
        server.createContext("/api/lotic/v1/blobs/", this::leaveUnread);
        server.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /// Answers the next requests so; all others well.
    void next(Behaviour... next) {
        behaviours.addAll(List.of(next));
    }

    /// What was asked for, in order: a range, or `whole`.
    List<String> ranges() {
        return List.copyOf(ranges);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow(); // whoever waits for a request that never came
    }

    /// Sends so many bytes and ends the connection.
    static Behaviour cutAfter(int bytes) {
        return (exchange, content, from) -> {
            begin(exchange, content, from);
            exchange.getResponseBody().write(content, from, bytes);
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /// Ignores what range is asked for.
    static Behaviour whole() {
        return (exchange, content, from) -> send(exchange, content, 0);
    }

    /// Sends other bytes of the same length.
    static Behaviour wrong() {
        return (exchange, content, from) -> {
            byte[] wrong = content.clone();
            wrong[wrong.length - 1] ^= 1;
            send(exchange, wrong, from);
        };
    }

    /// Sends nothing before so many are asked for at once.
    static Behaviour whenAskedFor(CountDownLatch others) {
        return (exchange, content, from) -> {
            others.countDown();
            try {
                others.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            send(exchange, content, from);
        };
    }

    /// Has no time.
    static Behaviour busy() {
        return (exchange, content, from) -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        };
    }

    private void describe(HttpExchange exchange) throws IOException {
        Sha256 sha256 = Sha256.of(content);
        List<VersionFile> files =
                names.stream().map(name -> new VersionFile(name, sha256, content.length)).toList();
        String listed =
                files.stream()
                        .map(
                                file ->
                                        "{\"path\":\"%s\",\"sha256\":\"%s\",\"size\":%s}"
                                                .formatted(file.path(), file.sha256(), file.size()))
                        .collect(Collectors.joining(","));
        byte[] json =
                """
                {"model":"demo","version":1,"content_id":"%s","run":"r","epoch":1,"step":1,
                 "published_at":"2026-11-22T12:00:00Z","aliases":["latest"],"metadata":{},
                 "files":[%s]}
                """
                        .formatted(Manifest.of(files).contentId(), listed)
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }

    private void trickle(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (!closed.await(TRICKLE_MS, TimeUnit.MILLISECONDS)) {
                out.write(' ');
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void leaveUnread(HttpExchange exchange) throws IOException {
        try {
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                closed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private void send(HttpExchange exchange) throws IOException {
        Optional<String> range =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"));
        ranges.add(range.orElse("whole"));
        int from =
                range.map(text -> text.replaceAll("[^0-9]", "")).map(Integer::parseInt).orElse(0);
        Behaviour behaviour = behaviours.poll();
        if (behaviour == null) {
            send(exchange, content, from);
        } else {
            behaviour.answer(exchange, content, from);
        }
    }

    private static void send(HttpExchange exchange, byte[] content, int from) throws IOException {
        begin(exchange, content, from);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(content, from, content.length - from);
        }
    }

    private static void begin(HttpExchange exchange, byte[] content, int from) throws IOException {
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set(
                            "Content-Range",
                            "bytes %s-%s/%s".formatted(from, content.length - 1, content.length));
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
    }
}
