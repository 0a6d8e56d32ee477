package lotic.registry.inference;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import lotic.registry.format.Manifest;
import lotic.registry.format.Sha256;
import lotic.registry.format.VersionFile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// A registry with one model, `demo`, whose versions are in memory. An event per version, long
/// polls, no aliases but `latest`.
final class RegistryTwin implements AutoCloseable {

    private static final String API = "/api/lotic/v1/models";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition published = lock.newCondition();
    private final List<SortedMap<String, byte[]>> versions = new ArrayList<>();
    private volatile boolean away;
    private volatile boolean versionsAway;

    RegistryTwin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(API, this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    void publish(SortedMap<String, byte[]> files) {
        lock.lock();
        try {
            versions.add(files);
            published.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Forgets everything, as a registry does whose folder was lost.
    void begunAnew(SortedMap<String, byte[]> files) {
        lock.lock();
        try {
            versions.clear();
            versions.add(files);
            published.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// From now on it answers that it cannot answer, or answers again.
    void away(boolean now) {
        away = now;
    }

    /// From now on it tells of versions but cannot say what they are, or can again.
    void versionsAway(boolean now) {
        versionsAway = now;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(API.length());
        try (exchange) {
            if (away || (versionsAway && path.startsWith("/demo/versions/"))) {
                exchange.sendResponseHeaders(503, -1);
            } else if (path.isEmpty()) {
                send(exchange, models().getBytes(StandardCharsets.UTF_8));
            } else if (path.equals("/demo/events")) {
                events(exchange);
            } else {
                file(exchange, path.split("/", 6));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// @param path `/demo/versions/REF/files/PATH`
    private void file(HttpExchange exchange, String[] path) throws IOException {
        int number = path[3].equals("latest") ? count() : Integer.parseInt(path[3]);
        SortedMap<String, byte[]> files = version(number);
        send(exchange, path.length > 5 ? files.get(path[5]) : described(number, files).getBytes());
    }

    private static void send(HttpExchange exchange, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private String models() {
        int count = count();
        return """
        {"models":[{"model":"demo","versions":%1$d,"aliases":{"latest":%1$d},"last_sequence":%1$d}]}
        """
                .formatted(count);
    }

    private void events(HttpExchange exchange) throws IOException, InterruptedException {
        String query = exchange.getRequestURI().getQuery(); // after=N&wait=S
        long after = Long.parseLong(query.replaceAll("after=(\\d+)&.*", "$1"));
        if (after > count()) {
            exchange.sendResponseHeaders(409, -1);
        } else {
            send(exchange, events(after).getBytes());
        }
    }

    private String events(long after) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(5);
            int before = versions.size();
            while (versions.size() <= after && versions.size() >= before && left > 0) {
                left = published.awaitNanos(left);
            }
            return LongStream.rangeClosed(after + 1, versions.size())
                    .mapToObj(RegistryTwin::event)
                    .collect(Collectors.joining(",", "[", "]"));
        } finally {
            lock.unlock();
        }
    }

    private static String event(long number) {
        return """
        {"sequence":%1$d,"model":"demo","type":"version-published","version":%1$d,
         "content_id":"%2$s","run":"demo","step":%1$d,"at":"2026-11-22T12:00:00Z"}
        """
                .formatted(number, "0".repeat(64));
    }

    private static String described(int number, SortedMap<String, byte[]> files) {
        List<VersionFile> described =
                files.entrySet().stream()
                        .map(
                                file ->
                                        new VersionFile(
                                                file.getKey(),
                                                Sha256.of(file.getValue()),
                                                file.getValue().length))
                        .toList();
        String list =
                described.stream()
                        .map(
                                file ->
                                        "{\"path\":\"%s\",\"sha256\":\"%s\",\"size\":%d}"
                                                .formatted(file.path(), file.sha256(), file.size()))
                        .collect(Collectors.joining(","));
        return """
        {"model":"demo","version":%d,"content_id":"%s","run":"demo","epoch":1,"step":%d,
         "published_at":"2026-11-22T12:00:00Z","aliases":["latest"],"metadata":{},"files":[%s]}
        """
                .formatted(number, Manifest.of(described).contentId(), number, list);
    }

    private int count() {
        lock.lock();
        try {
            return versions.size();
        } finally {
            lock.unlock();
        }
    }

    private SortedMap<String, byte[]> version(int number) {
        lock.lock();
        try {
            return versions.get(number - 1);
        } finally {
            lock.unlock();
        }
    }
}
